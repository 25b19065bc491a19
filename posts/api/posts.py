from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api import APIView, validated_data
from core.media.limits import MAX_IMAGE_BYTES
from core.parsers import JSONParser
from posts.selectors.cards import get_card, get_post
from posts.serializers.posts import NewPostSerializer, PostChangesSerializer, PostSerializer
from posts.services.archiving import archive_post, unarchive_post
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from posts.services.media import create_media, delete_files, store_files
from posts.services.pinning import pin_post, unpin_post
from posts.services.publishing import MAX_MEDIA, publish_post


class PostListView(APIView):
    parser_classes = [JSONParser, MultiPartParser]
    max_body_bytes = MAX_MEDIA * MAX_IMAGE_BYTES

    def prepare(self, request: AuthenticatedApiRequest) -> None:
        self.body = validated_data(request, NewPostSerializer)
        self.files = store_files(owner=request.user, files=self.body.pop("media", []))

    def discard(self) -> None:
        delete_files(files=self.files)

    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Post photos that were uploaded before, or files in one go."""
        author = request.user
        uploads = [create_media(owner=author, stored=file).pk for file in self.files]
        self.files = []
        media_ids = self.body.pop("media_ids", None) or uploads
        post = publish_post(author=author, media_ids=media_ids, **self.body)
        card = get_card(viewer=author, key=post.shortcode)
        return Response(PostSerializer(card, context={"request": request}).data, status=201)


class PostView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=PostSerializer)
    def get(self, request: Request, key: str) -> Response:
        post = get_card(viewer=request.user, key=key)
        return Response(PostSerializer(post, context={"request": request}).data)

    @extend_schema(request=PostChangesSerializer, responses=PostSerializer)
    def patch(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Change what is sent of your own post: all of it or, where something is wrong, nothing."""
        viewer = request.user
        post = get_post(viewer=viewer, key=key)
        edit_post(post=post, actor=viewer, **validated_data(request, PostChangesSerializer))
        return self.get(request, key)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        viewer = request.user
        delete_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)


class ArchiveView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Keep your own post for yourself, with its likes and comments."""
        viewer = request.user
        archive_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Show it again, where it stood."""
        viewer = request.user
        unarchive_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)


class PinView(APIView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Put your own post first on your profile; of more than three, 409 `too_many_pinned`."""
        viewer = request.user
        pin_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        viewer = request.user
        unpin_post(post=get_post(viewer=viewer, key=key), actor=viewer)
        return Response(status=204)
