"""What a user lets others do and know."""

from rest_framework import serializers

from core.api.serializers import StrictBooleanField, StrictSerializer
from messaging.models import MessageSettings

BOTH_WAYS = " Who hides it does not see it of others."


class MessageSettingsSerializer(StrictSerializer):
    """All fields are optional in a change."""

    messages_from = serializers.ChoiceField(
        MessageSettings.From.choices,
        required=False,
        help_text="Who may begin a conversation with you, or add you to a group.",
    )
    shows_read = StrictBooleanField(
        required=False, help_text="Whether others see how far you have read." + BOTH_WAYS
    )
    shows_typing = StrictBooleanField(
        required=False, help_text="Whether others see that you are writing." + BOTH_WAYS
    )
    shows_presence = StrictBooleanField(
        required=False, help_text="Whether others see that you are online." + BOTH_WAYS
    )
