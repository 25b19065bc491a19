from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.response import Response

from accounts.requests import AuthenticatedApiRequest
from core.api.parsers import JSONParser
from core.api.views import APIView, validated_data
from posts.selectors.media import get_upload
from posts.serializers.media import AltSerializer, MediaSerializer, UploadSerializer
from posts.services.media import (
    create_media,
    discard_files,
    discard_media,
    set_alt_text,
    store_file,
)


class MediaListView(APIView):
    parser_classes = [MultiPartParser]
    max_photos = 1

    def prepare(self, request: AuthenticatedApiRequest) -> None:
        self.body = validated_data(request, UploadSerializer)
        self.stored = store_file(owner=request.user, file=self.body.pop("file"))

    def discard(self) -> None:
        discard_files(files=[self.stored])

    @extend_schema(request=UploadSerializer, responses={201: MediaSerializer})
    def post(self, request: AuthenticatedApiRequest) -> Response:
        """Upload a photo; it can be posted at once and is shown when it is ready.

        JPEG, PNG, WebP, AVIF, HEIC or GIF, by content, up to 30 MB and 64 megapixels. An animation
        becomes a still photo of its first frame.

        An upload that is not posted within seven days is deleted.
        """
        media = create_media(owner=request.user, stored=self.stored, **self.body)
        return Response(MediaSerializer(media, context={"request": request}).data, status=201)


class MediaView(APIView):
    """Your own upload, until it is posted."""

    parser_classes = [JSONParser, FormParser, MultiPartParser]

    @extend_schema(responses=MediaSerializer)
    def get(self, request: AuthenticatedApiRequest, media_id: UUID) -> Response:
        media = get_upload(viewer=request.user, media_id=media_id)
        return Response(MediaSerializer(media, context={"request": request}).data)

    @extend_schema(request=AltSerializer, responses=MediaSerializer)
    def patch(self, request: AuthenticatedApiRequest, media_id: UUID) -> Response:
        media = get_upload(viewer=request.user, media_id=media_id)
        media = set_alt_text(media=media, **validated_data(request, AltSerializer))
        return Response(MediaSerializer(media, context={"request": request}).data)

    @extend_schema(responses={204: None})
    def delete(self, request: AuthenticatedApiRequest, media_id: UUID) -> Response:
        discard_media(media=get_upload(viewer=request.user, media_id=media_id))
        return Response(status=204)
