from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewer import signed_in
from core.api import APIView, page_params, page_response
from posts.selectors import comments_page, get_comment, get_post
from posts.serializers import CommentSerializer, NewCommentSerializer
from posts.services.comments import add_comment, delete_comment


class CommentListView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, key: str) -> Response:
        """Newest first."""
        post = get_post(viewer=request.user, key=key)
        page = comments_page(viewer=request.user, post=post, **page_params(request))
        return page_response(request, page, CommentSerializer)

    @extend_schema(request=NewCommentSerializer, responses={201: CommentSerializer})
    def post(self, request: Request, key: str) -> Response:
        author = signed_in(request)
        post = get_post(viewer=author, key=key)
        serializer = NewCommentSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        text = serializer.validated_data["text"]
        comment = add_comment(post=post, author=author, text=text)
        return Response(CommentSerializer(comment, context={"request": request}).data, status=201)


class CommentView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, comment_id: UUID) -> Response:
        viewer = signed_in(request)
        delete_comment(comment=get_comment(viewer=viewer, comment_id=comment_id), actor=viewer)
        return Response(status=204)
