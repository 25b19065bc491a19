"""Likes."""

from rest_framework import serializers

from posts.models import Post


class LikeSerializer(serializers.Serializer[Post]):
    """With `hide_counts` the count is null for everyone but the author."""

    liked = serializers.BooleanField()
    likes_count = serializers.SerializerMethodField()

    def get_likes_count(self, post: Post) -> int | None:
        known = post.shows_counts_to(self.context["request"].user)
        return post.likes_count if known else None
