"""Posts."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from core.api.serializers import LineField, StrictBooleanField, StrictSerializer, TextField
from posts.models import ALT_MAX_LENGTH, LOCATION_MAX_LENGTH, Post
from posts.serializers.media import MediaSerializer
from posts.serializers.tagged import TaggedField
from posts.services.publishing import MAX_MEDIA
from posts.text.captions import CAPTION_MAX_LENGTH


class PostBodySerializer(serializers.Serializer[Post]):
    """What a post says to everyone who sees it."""

    id = serializers.UUIDField()
    shortcode = serializers.CharField()
    permalink = serializers.SerializerMethodField()
    author = UserSummarySerializer()
    caption = serializers.CharField()
    media = MediaSerializer(many=True, source="media.all")
    location = serializers.SerializerMethodField()
    audience = serializers.ChoiceField(Post.Audience.choices)
    comments_from = serializers.ChoiceField(Post.CommentsFrom.choices)
    hide_counts = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    pinned = serializers.SerializerMethodField()
    archived = serializers.SerializerMethodField(help_text="Only its author sees it.")

    def get_permalink(self, post: Post) -> str:
        url: str = self.context["request"].build_absolute_uri(post.get_absolute_url())
        return url

    def get_location(self, post: Post) -> str | None:
        return post.location or None

    def get_pinned(self, post: Post) -> bool:
        return post.pinned_at is not None and post.archived_at is None

    def get_archived(self, post: Post) -> bool:
        return post.archived_at is not None


class PostSerializer(PostBodySerializer):
    """A post as the viewer sees it, fetched by `for_cards`.

    With `hide_counts` the counts are null for everyone but the author. `liked_by` has up to two of
    the newest likers the viewer follows, in the feed and for a single post.
    """

    likes_count = serializers.SerializerMethodField()
    comments_count = serializers.SerializerMethodField()
    liked = serializers.BooleanField()
    saved = serializers.BooleanField()
    liked_by = UserSummarySerializer(many=True, source="known_likers")
    tagged = serializers.SerializerMethodField()

    def get_likes_count(self, post: Post) -> int | None:
        return post.likes_count if self._counts(post) else None

    def get_comments_count(self, post: Post) -> int | None:
        return post.comments_count if self._counts(post) else None

    @extend_schema_field(UserSummarySerializer(many=True))
    def get_tagged(self, post: Post) -> Any:
        users = [each.user for each in post.tagged_users]
        return UserSummarySerializer(
            users,  # type: ignore[arg-type] # with many=True, a list
            many=True,
            context=self.context,
        ).data

    def _counts(self, post: Post) -> bool:
        return post.shows_counts_to(self.context["request"].user)


class FormBooleanField(StrictBooleanField):
    """Accepts the words true and false in a form."""

    def get_value(self, dictionary: Any) -> Any:
        value = super().get_value(dictionary)
        if isinstance(dictionary, QueryDict) and isinstance(value, str):
            return {"true": True, "false": False}.get(value, value)
        return value


class NewPostSerializer(serializers.Serializer[Any]):
    """`POST /posts`."""

    media_ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=MAX_MEDIA
    )
    media = serializers.ListField(
        child=serializers.FileField(allow_empty_file=True, use_url=False),
        required=False,
        max_length=MAX_MEDIA,
    )
    caption = TextField(required=False, allow_blank=True, default="", max_length=CAPTION_MAX_LENGTH)
    location = LineField(
        required=False, allow_blank=True, default="", max_length=LOCATION_MAX_LENGTH
    )
    audience = serializers.ChoiceField(Post.Audience.choices, required=False)
    comments_from = serializers.ChoiceField(Post.CommentsFrom.choices, required=False)
    hide_counts = FormBooleanField(required=False)
    tagged = TaggedField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs.get("media_ids")) == bool(attrs.get("media")):
            raise serializers.ValidationError(
                {"media_ids": _("Send one to ten photos: either media_ids or media files.")}
            )
        return attrs


class PostChangesSerializer(StrictSerializer):
    """`PATCH /posts/{id}`: what is left out stays as it is.

    `media_ids` are all of its photos in their new order; `alts` has the alt text of some of them.
    """

    caption = TextField(required=False, allow_blank=True, max_length=CAPTION_MAX_LENGTH)
    location = LineField(
        required=False, allow_blank=True, allow_null=True, max_length=LOCATION_MAX_LENGTH
    )
    audience = serializers.ChoiceField(Post.Audience.choices, required=False)
    comments_from = serializers.ChoiceField(Post.CommentsFrom.choices, required=False)
    hide_counts = StrictBooleanField(required=False)
    media_ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, min_length=1, max_length=MAX_MEDIA
    )
    tagged = TaggedField(required=False)
    alts = serializers.DictField(
        child=TextField(allow_blank=True, max_length=ALT_MAX_LENGTH),
        required=False,
        help_text="Alt texts by media id.",
    )

    def validate_location(self, location: str | None) -> str:
        """A post without a location has null in responses."""
        return location or ""

    def validate_alts(self, alts: dict[str, str]) -> dict[UUID, str]:
        ids = serializers.UUIDField()
        return {ids.run_validation(media_id): alt for media_id, alt in alts.items()}
