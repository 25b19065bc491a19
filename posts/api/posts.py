from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.viewer import signed_in
from core.api import APIView
from core.media.limits import MAX_IMAGE_BYTES
from core.parsers import JSONParser
from posts.selectors import get_post
from posts.serializers import NewPostSerializer, PostSerializer
from posts.services.media import upload_all
from posts.services.publish import MOST_MEDIA, delete_post, publish_post


class PostListView(APIView):
    parser_classes = [JSONParser, MultiPartParser]
    largest_body = MOST_MEDIA * MAX_IMAGE_BYTES

    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: Request) -> Response:
        """Post photographs that were uploaded before, or files in one go."""
        author = signed_in(request)
        serializer = NewPostSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        given = serializer.validated_data
        ids = given.get("media_ids") or upload_all(owner=author, files=given["media"])
        post = publish_post(
            author=author, media_ids=ids, caption=given["caption"], location=given["location"]
        )
        shown = get_post(viewer=author, key=post.shortcode)
        return Response(PostSerializer(shown, context={"request": request}).data, status=201)


class PostView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=PostSerializer)
    def get(self, request: Request, key: str) -> Response:
        post = get_post(viewer=request.user, key=key)
        return Response(PostSerializer(post, context={"request": request}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        viewer = signed_in(request)
        delete_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)
