from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.parsers import JSONParser
from core.api.views import APIView, validated_data
from core.errors import DomainError
from core.web.toggles import ToggleAPIView, describe_toggle
from posts.selectors.posts import get_card, get_visible_post
from posts.serializers.posts import NewPostSerializer, PostChangesSerializer, PostSerializer
from posts.services.deleting import delete_post
from posts.services.editing import edit_post
from posts.services.media import create_media, discard_files, discard_media, store_files
from posts.services.publishing import MAX_MEDIA, publish_post
from posts.toggles import ARCHIVE, PIN


class PostListView(APIView):
    parser_classes = [JSONParser, MultiPartParser]
    max_photos = MAX_MEDIA

    def prepare(self, request: AuthenticatedApiRequest) -> None:
        self.body = validated_data(request, NewPostSerializer)
        self.files = store_files(owner=request.user, files=self.body.pop("media", []))
        self.media_ids = self.body.pop("media_ids", [])

    def discard(self) -> None:
        discard_files(files=self.files)

    @extend_schema(request=NewPostSerializer, responses={201: PostSerializer})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Post photos that were uploaded before, or files in one go."""
        author = request.user
        uploads = [create_media(owner=author, stored=file) for file in self.files]
        media_ids = self.media_ids or [media.pk for media in uploads]
        try:
            post = publish_post(author=author, media_ids=media_ids, **self.body)
        except DomainError:
            for media in uploads:
                discard_media(media=media)
            raise
        card = get_card(viewer=author, key=post.shortcode)
        return Response(PostSerializer(card, context={"request": request}).data, status=201)


class PostView(APIView):
    permission_classes = [IsAuthenticatedOrReadOnly]

    @extend_schema(responses=PostSerializer)
    def get(self, request: Request, key: str) -> Response:
        card = get_card(viewer=request.user, key=key)
        return Response(PostSerializer(card, context={"request": request}).data)

    @extend_schema(request=PostChangesSerializer, responses=PostSerializer)
    def patch(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Change your own post: everything that is sent or, after an error, nothing."""
        post = get_visible_post(viewer=request.user, key=key)
        edit_post(post=post, actor=request.user, **validated_data(request, PostChangesSerializer))
        return self.get(request, key)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, key: str) -> Response:
        """Delete your own post."""
        post = get_visible_post(viewer=request.user, key=key)
        delete_post(post=post, actor=request.user)
        return Response(status=204)


@describe_toggle(
    on="Archive your own post: only you see it, with its likes and comments.",
    off="Show an archived post again, at its old place.",
)
class ArchiveView(ToggleAPIView):
    toggle = ARCHIVE


@describe_toggle(
    on="Pin your own post to the top of your profile; 409 `too_many_pinned` beyond three.",
    off="Unpin your own post.",
)
class PinView(ToggleAPIView):
    toggle = PIN
