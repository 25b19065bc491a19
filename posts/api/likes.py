from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import UserSummarySerializer
from core.api.views import APIView, page_params, page_response
from core.web.toggles import Switched, ToggleAPIView, describe_toggle
from posts.models import Post
from posts.selectors.likes import likers_page
from posts.selectors.posts import get_visible_post
from posts.serializers.likes import LikeSerializer
from posts.toggles import LIKE


@describe_toggle(on="Like a post.", off="Remove your like.", responses=LikeSerializer)
class LikeView(ToggleAPIView):
    toggle = LIKE

    def respond(self, switched: Switched[Post]) -> Response:
        post = switched.target
        post.liked, post.likes_count = switched.on, switched.result
        return Response(LikeSerializer(post, context={"request": self.request}).data)


class LikersView(APIView):
    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Likers you follow first, then the others; each part by the newest like.

        With `hide_counts` only the author sees the others.
        """
        post = get_visible_post(viewer=request.user, key=key)
        page = likers_page(viewer=request.user, post=post, **page_params(request))
        return page_response(request, page, UserSummarySerializer)
