"""Uploads and their renditions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.serializers import TextField
from posts.models import ALT_MAX_LENGTH, Media
from posts.pictures import Picture, signing_for


class MediaURLsSerializer(serializers.Serializer[Any]):
    thumb = serializers.URLField()
    small = serializers.URLField()
    medium = serializers.URLField()
    large = serializers.URLField()


class MediaSerializer(serializers.Serializer[Media]):
    """`urls` and `srcset` are null until the renditions are ready. If the photo is not public they
    are signed: they work without a header, for up to ten minutes."""

    id = serializers.UUIDField()
    type = serializers.SerializerMethodField()
    status = serializers.CharField()
    problem = serializers.CharField()
    alt = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    blurhash = serializers.SerializerMethodField()
    urls = serializers.SerializerMethodField()
    srcset = serializers.SerializerMethodField()

    def get_type(self, media: Media) -> str:
        return "image"

    def get_blurhash(self, media: Media) -> str | None:
        return media.blurhash or None

    @extend_schema_field(MediaURLsSerializer(allow_null=True))
    def get_urls(self, media: Media) -> dict[str, str] | None:
        if not media.is_ready:
            return None
        return {step: self._absolute(url) for step, url in self._picture(media).urls.items()}

    def get_srcset(self, media: Media) -> str | None:
        if not media.is_ready:
            return None
        candidates = (each.split(" ") for each in self._picture(media).srcset.split(", "))
        return ", ".join(f"{self._absolute(url)} {width}" for url, width in candidates)

    def _picture(self, media: Media) -> Picture:
        context = self.context
        sign = context["sign"] if "sign" in context else signing_for(context["request"].user)
        return Picture(media, sign=sign)

    def _absolute(self, url: str) -> str:
        absolute: str = self.context["request"].build_absolute_uri(url)
        return absolute


class UploadSerializer(serializers.Serializer[Any]):
    """`POST /media`."""

    file = serializers.FileField(allow_empty_file=True, use_url=False)
    alt = TextField(required=False, allow_blank=True, max_length=ALT_MAX_LENGTH, default="")


class AltSerializer(serializers.Serializer[Any]):
    """`PATCH /media/{id}`."""

    alt = TextField(allow_blank=True, max_length=ALT_MAX_LENGTH)
