"""Comments."""

from typing import Any

from rest_framework import serializers

from accounts.serializers import UserSummarySerializer
from core.api.serializers import TextField
from posts.models import COMMENT_MAX_LENGTH, Comment


class CommentSerializer(serializers.Serializer[Comment]):
    """A comment from `for_list`, as the viewer sees it."""

    id = serializers.UUIDField()
    author = UserSummarySerializer()
    text = serializers.CharField()
    created_at = serializers.DateTimeField()
    likes_count = serializers.IntegerField()
    replies_count = serializers.IntegerField(source="replies_shown")
    parent_id = serializers.UUIDField(allow_null=True)
    liked = serializers.BooleanField()
    pinned = serializers.SerializerMethodField()
    hidden = serializers.BooleanField(
        help_text="Hidden by your word filter on your post: only its author and you see it."
    )

    def get_pinned(self, comment: Comment) -> bool:
        return comment.pinned_at is not None


class NewCommentSerializer(serializers.Serializer[Any]):
    """`POST /posts/{id}/comments`."""

    text = TextField(max_length=COMMENT_MAX_LENGTH)
    parent_id = serializers.UUIDField(required=False, allow_null=True, default=None)
