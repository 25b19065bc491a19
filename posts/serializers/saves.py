"""Saved posts and collections."""

from typing import Any

from rest_framework import serializers

from core.api.serializers import LineField, StrictSerializer
from posts.models import Collection
from posts.serializers.media import MediaSerializer


class SaveSerializer(serializers.Serializer[Any]):
    saved = serializers.BooleanField()


class NewSaveSerializer(StrictSerializer):
    """`POST /posts/{id}/save`."""

    collection = serializers.UUIDField(
        source="collection_id",
        required=False,
        allow_null=True,
        default=None,
        help_text="One of your own.",
    )


class CollectionSerializer(serializers.Serializer[Collection]):
    """A collection, fetched by `collections_page` or `get_collection`."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    posts_count = serializers.IntegerField(help_text="Those that you may see now.")
    cover = MediaSerializer(many=True, help_text="Of the newest posts in it; up to four.")
    created_at = serializers.DateTimeField()


class NewCollectionSerializer(serializers.Serializer[Any]):
    """`POST /collections`, and `PATCH`."""

    name = LineField()
