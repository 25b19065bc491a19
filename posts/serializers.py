"""What the API takes and gives of posts. Shapes are the contract's."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from posts.captions import LONGEST as LONGEST_CAPTION
from posts.models import Comment, Media, Post
from posts.pictures import Picture


class MediaURLsSerializer(serializers.Serializer[Any]):
    thumb = serializers.URLField()
    small = serializers.URLField()
    medium = serializers.URLField()
    large = serializers.URLField()


class MediaSerializer(serializers.Serializer[Media]):
    """`urls` and `srcset` are null until the renditions are ready."""

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
        return {step: self._absolute(url) for step, url in Picture(media).urls.items()}

    def get_srcset(self, media: Media) -> str | None:
        if not media.is_ready:
            return None
        candidates = Picture(media).srcset.split(", ")
        return ", ".join(self._absolute(candidate) for candidate in candidates)

    def _absolute(self, url: str) -> str:
        request = self.context["request"]
        return url if "://" in url else f"{request.scheme}://{request.get_host()}{url}"


class PostSerializer(serializers.Serializer[Post]):
    """A post as the viewer sees it, fetched by `for_cards`."""

    id = serializers.UUIDField()
    shortcode = serializers.CharField()
    permalink = serializers.SerializerMethodField()
    author = UserSummarySerializer()
    caption = serializers.CharField()
    media = MediaSerializer(many=True, source="media.all")
    location = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    likes_count = serializers.IntegerField()
    comments_count = serializers.IntegerField()
    liked = serializers.BooleanField()

    def get_permalink(self, post: Post) -> str:
        url: str = self.context["request"].build_absolute_uri(post.get_absolute_url())
        return url

    def get_location(self, post: Post) -> str | None:
        return post.location or None

    def to_representation(self, post: Post) -> dict[str, Any]:
        return {**super().to_representation(post), **NOT_CHOSEN_YET}


# The contract's fields of what a post cannot have yet: every post is public and as it was made.
NOT_CHOSEN_YET: dict[str, Any] = {
    "audience": "public",
    "comments_from": "everyone",
    "hide_counts": False,
    "edited_at": None,
    "saved": False,
    "tagged": [],
    "pinned": False,
}


class CommentSerializer(serializers.Serializer[Comment]):
    id = serializers.UUIDField()
    author = UserSummarySerializer()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()

    def to_representation(self, comment: Comment) -> dict[str, Any]:
        return {**super().to_representation(comment), **NO_REACTIONS_YET}


# Likes of comments and replies cannot be given yet.
NO_REACTIONS_YET: dict[str, Any] = {
    "likes_count": 0,
    "replies_count": 0,
    "parent_id": None,
    "liked": False,
}


class LikeSerializer(serializers.Serializer[Any]):
    liked = serializers.BooleanField()
    likes_count = serializers.IntegerField()


class UploadSerializer(serializers.Serializer[Any]):
    """`POST /media`."""

    file = serializers.FileField(allow_empty_file=True, use_url=False)
    alt = serializers.CharField(required=False, allow_blank=True, max_length=1500, default="")


class AltSerializer(serializers.Serializer[Any]):
    """`PATCH /media/{id}`."""

    alt = serializers.CharField(allow_blank=True, max_length=1500)


class NewPostSerializer(serializers.Serializer[Any]):
    """`POST /posts`. What cannot be kept yet is refused: better than a post that is too public."""

    media_ids = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=10)
    media = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, use_url=False),
        required=False,
        max_length=10,
    )
    caption = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=LONGEST_CAPTION
    )
    location = serializers.CharField(required=False, allow_blank=True, default="", max_length=100)
    audience = serializers.ChoiceField(choices=["public"], required=False)
    comments_from = serializers.ChoiceField(choices=["everyone"], required=False)
    hide_counts = serializers.ChoiceField(choices=[False], required=False)
    tagged = serializers.ListField(child=serializers.CharField(), required=False, max_length=0)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("media_ids")) == bool(attrs.get("media")):
            raise serializers.ValidationError(
                {"media_ids": _("Give one to ten photographs: either media_ids or media files.")}
            )
        return attrs


class NewCommentSerializer(serializers.Serializer[Any]):
    """`POST /posts/{id}/comments`. Replies cannot be given yet."""

    text = serializers.CharField(max_length=2200)
    parent_id = serializers.UUIDField(required=False, allow_null=True)

    def validate_parent_id(self, parent_id: UUID | None) -> None:
        if parent_id is not None:
            raise serializers.ValidationError(_("Replies cannot be given yet."))
