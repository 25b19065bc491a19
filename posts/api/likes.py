from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewer import signed_in
from core.api import APIView
from posts.selectors import get_post
from posts.serializers import LikeSerializer
from posts.services.likes import like_post, unlike_post


class LikeView(APIView):
    @extend_schema(request=None, responses=LikeSerializer)
    def post(self, request: Request, key: str) -> Response:
        viewer = signed_in(request)
        count = like_post(post=get_post(viewer=viewer, key=key), user=viewer)
        return Response({"liked": True, "likes_count": count})

    @extend_schema(responses=LikeSerializer)
    def delete(self, request: Request, key: str) -> Response:
        viewer = signed_in(request)
        count = unlike_post(post=get_post(viewer=viewer, key=key), user=viewer)
        return Response({"liked": False, "likes_count": count})
