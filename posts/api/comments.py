from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, page_params, page_response, validated_data
from posts.selectors.cards import get_post
from posts.selectors.comments import comments_page, get_comment, replies_page
from posts.serializers.comments import CommentSerializer, NewCommentSerializer
from posts.serializers.likes import LikeSerializer
from posts.services.comment_likes import like_comment, unlike_comment
from posts.services.comment_pins import pin_comment, unpin_comment
from posts.services.comments import add_comment
from posts.services.deleting import delete_comment


class CommentListView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, key: str) -> Response:
        """Newest first; on the first page those that are pinned stand before them."""
        post = get_post(viewer=request.user, key=key)
        page = comments_page(viewer=request.user, post=post, **page_params(request))
        return page_response(request, page, CommentSerializer)

    @extend_schema(request=NewCommentSerializer, responses={201: CommentSerializer})
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """A comment or, with `parent_id`, a reply. There is one level: a reply to a reply hangs
        beside it."""
        author = request.user
        post = get_post(viewer=author, key=key)
        comment = add_comment(
            post=post, author=author, **validated_data(request, NewCommentSerializer)
        )
        shown = get_comment(viewer=author, comment_id=comment.pk)
        return Response(CommentSerializer(shown, context={"request": request}).data, status=201)


class CommentView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        """With the replies to it."""
        viewer = request.user
        delete_comment(comment=get_comment(viewer=viewer, comment_id=comment_id), actor=viewer)
        return Response(status=204)


class RepliesView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, comment_id: UUID) -> Response:
        """Oldest first."""
        comment = get_comment(viewer=request.user, comment_id=comment_id)
        page = replies_page(viewer=request.user, comment=comment, **page_params(request))
        return page_response(request, page, CommentSerializer)


class CommentLikeView(APIView):
    @extend_schema(request=None, responses=LikeSerializer)
    def post(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        viewer = request.user
        comment = get_comment(viewer=viewer, comment_id=comment_id)
        return Response({"liked": True, "likes_count": like_comment(comment=comment, user=viewer)})

    @extend_schema(responses=LikeSerializer)
    def delete(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        viewer = request.user
        comment = get_comment(viewer=viewer, comment_id=comment_id)
        count = unlike_comment(comment=comment, user=viewer)
        return Response({"liked": False, "likes_count": count})


class CommentPinView(APIView):
    """For the author of the post: at most three stand on top of its comments."""

    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        viewer = request.user
        pin_comment(comment=get_comment(viewer=viewer, comment_id=comment_id), actor=viewer)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        viewer = request.user
        unpin_comment(comment=get_comment(viewer=viewer, comment_id=comment_id), actor=viewer)
        return Response(status=204)
