from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.views import APIView, page_params, page_response, validated_data
from core.web.toggles import Switched, ToggleAPIView, describe_toggle
from posts.models import Comment
from posts.selectors.comments import comments_page, get_comment, replies_page
from posts.selectors.posts import get_visible_post
from posts.serializers.comments import CommentSerializer, NewCommentSerializer
from posts.serializers.likes import LikeSerializer
from posts.services.comments import add_comment
from posts.services.deleting import delete_comment
from posts.toggles import COMMENT_LIKE, COMMENT_PIN


class CommentListView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, key: str) -> Response:
        """Pinned comments first, then the others, newest first."""
        post = get_visible_post(viewer=request.user, key=key)
        page = comments_page(viewer=request.user, post=post, **page_params(request))
        return page_response(request, page, CommentSerializer)

    @extend_schema(request=NewCommentSerializer, responses={201: CommentSerializer})
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Comment or, with `parent_id`, reply. There is one level: a reply to a reply becomes its
        sibling."""
        post = get_visible_post(viewer=request.user, key=key)
        given = validated_data(request, NewCommentSerializer)
        comment = add_comment(post=post, author=request.user, **given)
        return Response(CommentSerializer(comment, context={"request": request}).data, status=201)


class CommentView(APIView):
    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, comment_id: UUID) -> Response:
        """Delete a comment with its replies."""
        comment = get_comment(viewer=request.user, comment_id=comment_id)
        delete_comment(comment=comment, actor=request.user)
        return Response(status=204)


class RepliesView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=CommentSerializer(many=True))
    def get(self, request: Request, comment_id: UUID) -> Response:
        """Oldest first."""
        comment = get_comment(viewer=request.user, comment_id=comment_id)
        page = replies_page(viewer=request.user, comment=comment, **page_params(request))
        return page_response(request, page, CommentSerializer)


@describe_toggle(on="Like a comment.", off="Remove your like.", responses=LikeSerializer)
class CommentLikeView(ToggleAPIView):
    toggle = COMMENT_LIKE

    def respond(self, switched: Switched[Comment]) -> Response:
        return Response({"liked": switched.on, "likes_count": switched.result})


@describe_toggle(
    on="Pin a comment above the others; for the author of the post, up to three.",
    off="Unpin a comment; for the author of the post.",
)
class CommentPinView(ToggleAPIView):
    toggle = COMMENT_PIN
