"""Hashtags."""

from typing import Any

from rest_framework import serializers

from posts.selectors.hashtags import Tag


class TagSerializer(serializers.Serializer[Tag]):
    """A hashtag; `name` is folded, without the sign."""

    name = serializers.CharField()
    following = serializers.BooleanField()


class TagWithCountSerializer(serializers.Serializer[Any]):
    """`GET /tags/{name}`. Posts that the viewer may see; `posts_count_is_more` beyond 1,000."""

    name = serializers.CharField()
    posts_count = serializers.IntegerField()
    posts_count_is_more = serializers.BooleanField()
    following = serializers.BooleanField()
