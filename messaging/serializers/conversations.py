"""Conversations, and what users do with them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from core.api.serializers import LineField, StrictCharField, StrictSerializer
from messaging.models import GROUP_MAX, TITLE_MAX_LENGTH, Conversation, Participant
from messaging.selectors.receipts import read_receipts
from messaging.serializers.messages import ExcerptSerializer

BIGGEST = 2**63 - 1


class ReceiptSerializer(serializers.Serializer[Participant]):
    user_id = serializers.UUIDField()
    up_to = serializers.IntegerField(source="read_up_to")


class ConversationSerializer(serializers.Serializer[Conversation]):
    """A conversation as the viewer sees it, from `get_conversation` or `conversations_page`."""

    id = serializers.UUIDField()
    is_group = serializers.BooleanField()
    title = serializers.CharField(help_text="Of a group; may be blank.")
    founder_id = serializers.UUIDField(allow_null=True, help_text="Of a group.")
    members = serializers.SerializerMethodField(help_text="You among them.")
    online = serializers.BooleanField(
        help_text="Whether the other of two is, as far as both let each other know."
    )
    last_message = ExcerptSerializer(allow_null=True)
    last_seq = serializers.IntegerField(source="seat.last_seq")
    read_up_to = serializers.IntegerField(source="seat.read_up_to")
    unread_count = serializers.IntegerField(source="seat.unread_count")
    receipts = serializers.SerializerMethodField(help_text="How far others have read.")
    folder = serializers.ChoiceField(Participant.Folder.choices, source="seat.folder")
    muted = serializers.BooleanField(source="seat.is_muted")
    moved_at = serializers.DateTimeField(source="seat.moved_at", allow_null=True)
    created_at = serializers.DateTimeField()

    @extend_schema_field(UserSummarySerializer(many=True))
    def get_members(self, conversation: Conversation) -> Any:
        users = [each.user for each in conversation.members]
        return UserSummarySerializer(
            users,  # type: ignore[arg-type] # with many=True, a list
            many=True,
            context=self.context,
        ).data

    @extend_schema_field(ReceiptSerializer(many=True))
    def get_receipts(self, conversation: Conversation) -> Any:
        found = read_receipts(conversation=conversation)
        return ReceiptSerializer(
            found,  # type: ignore[arg-type] # with many=True, a list
            many=True,
        ).data


class UsernamesSerializer(StrictSerializer):
    usernames = serializers.ListField(child=StrictCharField(), min_length=1, max_length=GROUP_MAX)


class NewConversationSerializer(UsernamesSerializer):
    """`POST /conversations`. One username without a title is a conversation of two."""

    title = LineField(required=False, allow_blank=True, default="", max_length=TITLE_MAX_LENGTH)


class GroupSerializer(StrictSerializer):
    """`PATCH /conversations/{id}`."""

    title = LineField(allow_blank=True, max_length=TITLE_MAX_LENGTH)


class MarkerSerializer(StrictSerializer):
    """`POST /conversations/{id}/read`."""

    up_to = serializers.IntegerField(min_value=0, max_value=BIGGEST, help_text="A `seq`.")


class UnreadSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(
        help_text="Conversations in the inbox; muted ones are not counted. 100 means 100 or more."
    )
    requests = serializers.IntegerField(help_text="Conversations among the requests; up to 100.")
