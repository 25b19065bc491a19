"""What somebody wants of others under their posts."""

from typing import Any

from rest_framework import serializers

from core.serializers import StrictBooleanField, StrictCharField


class AuthorSettingsSerializer(serializers.Serializer[Any]):
    """Each field may be left out of a change."""

    reviews_tags = StrictBooleanField(
        required=False, help_text="Whether you approve of tags of you before they are shown."
    )
    filtered_words = serializers.ListField(
        child=StrictCharField(allow_blank=True),
        required=False,
        help_text="Comments on your posts with one of these words or phrases are hidden.",
    )
