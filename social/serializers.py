"""Requests and responses of the API of the graph."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from core.api.serializers import StrictBooleanField, StrictSerializer


class MuteSerializer(StrictSerializer):
    """`POST /users/{username}/mute`."""

    posts = StrictBooleanField(default=True)
    stories = StrictBooleanField(default=True)


class SuggestionSerializer(UserSummarySerializer):
    """A Suggestion: a user, with the followees of the viewer who follow them."""

    followed_by = UserSummarySerializer(many=True)
    followed_by_count = serializers.IntegerField()

    def to_representation(self, suggestion: Any) -> dict[str, Any]:
        summary = UserSummarySerializer(context=self.context)
        return {
            **summary.to_representation(suggestion.user),
            "followed_by": [summary.to_representation(each) for each in suggestion.followed_by],
            "followed_by_count": suggestion.followed_by_count,
        }
