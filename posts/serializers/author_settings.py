"""An author's settings for tags and comments."""

from rest_framework import serializers

from core.api.serializers import StrictBooleanField, StrictSerializer, TextField


class AuthorSettingsSerializer(StrictSerializer):
    """All fields are optional in a change."""

    reviews_tags = StrictBooleanField(
        required=False, help_text="Whether tags of you wait for your approval."
    )
    filtered_words = serializers.ListField(
        child=TextField(allow_blank=True),
        required=False,
        help_text="Comments on your posts with one of these words or phrases are hidden.",
    )
