"""Messages."""

from collections import defaultdict
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from core.api.serializers import StrictCharField, StrictSerializer, TextField
from messaging.models import EMOJI_MAX_LENGTH, TEXT_MAX_LENGTH, Message
from posts.serializers.media import MediaSerializer
from posts.serializers.posts import PostSerializer


class ReactionsSerializer(serializers.Serializer[Any]):
    emoji = serializers.CharField()
    count = serializers.IntegerField()
    users = UserSummarySerializer(many=True, help_text="In the order in which they reacted.")


class ReactionListSerializer(serializers.Serializer[Message]):
    """The reactions to a hydrated message, by emoji."""

    reactions = serializers.SerializerMethodField()

    @extend_schema_field(ReactionsSerializer(many=True))
    def get_reactions(self, message: Message) -> Any:
        grouped: dict[str, list[Any]] = defaultdict(list)
        for each in message.reactions:
            grouped[each.emoji].append(each.shown_user)
        groups = [
            {"emoji": emoji, "count": len(users), "users": users}
            for emoji, users in grouped.items()
        ]
        return ReactionsSerializer(groups, many=True, context=self.context).data


class ExcerptSerializer(serializers.Serializer[Message]):
    """A message inside another object."""

    id = serializers.UUIDField()
    seq = serializers.IntegerField()
    sender = UserSummarySerializer(source="shown_sender", allow_null=True)
    text = serializers.CharField()
    has_post = serializers.SerializerMethodField()
    has_profile = serializers.SerializerMethodField()
    has_media = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    deleted = serializers.SerializerMethodField()

    def get_has_post(self, message: Message) -> bool:
        return message.post_id is not None

    def get_has_profile(self, message: Message) -> bool:
        return message.profile_id is not None

    def get_has_media(self, message: Message) -> bool:
        return message.media_id is not None

    def get_deleted(self, message: Message) -> bool:
        return message.deleted_at is not None


class MessageSerializer(ReactionListSerializer, ExcerptSerializer):
    """A hydrated message. `sender` is null where you may not see them, or they are gone; so are
    `post` and `profile`, of which `has_post` and `has_profile` say that they were shared.

    `media` is there from the beginning, and `message.updated` comes once it is ready. It is null in
    a request that you have not accepted, and when it is gone: `has_media` says that there is one.
    """

    conversation_id = serializers.UUIDField()
    client_id = serializers.CharField()
    media = MediaSerializer(source="shown_media", allow_null=True)
    post = PostSerializer(source="shown_post", allow_null=True)
    profile = UserSummarySerializer(source="shown_profile", allow_null=True)
    reply_to = serializers.SerializerMethodField()
    replied = ExcerptSerializer(allow_null=True, help_text="The message it replies to.")

    @extend_schema_field({"type": ["string", "null"], "format": "uuid"})
    def get_reply_to(self, message: Message) -> str | None:
        return str(message.replied.id) if message.replied else None


class NewMessageSerializer(StrictSerializer):
    """`POST /conversations/{id}/messages`: a text; and a photo, a post, or a profile."""

    client_id = StrictCharField(
        max_length=64,
        validators=[RegexValidator(r"^[!-~]{1,64}\Z")],
        help_text="By your choice, such as a UUID: a message is sent once for each.",
    )
    text = TextField(required=False, allow_blank=True, default="", max_length=TEXT_MAX_LENGTH)
    media_id = serializers.UUIDField(
        required=False,
        allow_null=True,
        default=None,
        help_text="An upload of yours (`POST /media`) that is in no post or message.",
    )
    post_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    username = StrictCharField(required=False, allow_null=True, default=None)
    reply_to = serializers.UUIDField(required=False, allow_null=True, default=None)


class NewReactionSerializer(StrictSerializer):
    emoji = StrictCharField(max_length=EMOJI_MAX_LENGTH)
