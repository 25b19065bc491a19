from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from accounts.serializers import UserSummarySerializer
from core.api import APIView, page_params, page_response
from posts.selectors.cards import get_post
from posts.selectors.likes import likers_page
from posts.serializers.likes import LikeSerializer
from posts.services.likes import like_post, unlike_post


class LikeView(APIView):
    @extend_schema(request=None, responses=LikeSerializer)
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        viewer = request.user
        post = get_post(viewer=viewer, key=key)
        post.likes_count = like_post(post=post, user=viewer)
        post.liked = True
        return Response(LikeSerializer(post, context={"request": request}).data)

    @extend_schema(responses=LikeSerializer)
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        viewer = request.user
        post = get_post(viewer=viewer, key=key)
        post.likes_count = unlike_post(post=post, user=viewer)
        post.liked = False
        return Response(LikeSerializer(post, context={"request": request}).data)


class LikersView(APIView):
    @extend_schema(responses=UserSummarySerializer(many=True))
    def get(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Those you follow first, then the others; each with the newest like first.

        Where `hide_counts`, the others are known to the author alone.
        """
        viewer = request.user
        post = get_post(viewer=viewer, key=key)
        page = likers_page(viewer=viewer, post=post, **page_params(request))
        return page_response(request, page, UserSummarySerializer)
