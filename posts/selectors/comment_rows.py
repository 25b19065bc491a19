"""Comments as rows: a version of what is the same for everyone, and what differs by viewer.

As with posts (`rows.py`), what is rendered of a comment is kept by its version.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from django.db.models.functions import Cast

from core.db.functions import RowHash, json_text
from posts.models import Comment
from posts.models.comment import CommentQuerySet
from posts.models.post import Viewer

# All that is shown of a comment; a field that is missing here would be shown as it was.
VERSION_FIELDS = (
    "text",
    "pinned_at",
    "parent_id",
    "author__username",
    "author__display_name",
    "author__avatar",
    "author__avatar_blurhash",
    "author__is_verified",
    # In the URLs of its buttons.
    "post__shortcode",
)
COLUMNS = (
    "id",
    "version",
    "author_id",
    "pinned_at",
    "likes_count",
    "replies_shown",
    "liked",
    "hidden",
    "mentioned",
)


class CommentRow(NamedTuple):
    """What PostgreSQL says of a comment to one viewer."""

    id: UUID
    version: int
    author_id: UUID
    pinned_at: datetime | None
    likes_count: int
    replies_shown: int
    liked: bool
    hidden: bool
    # Usernames in the text that lead to profiles.
    mentioned: list[str]

    @classmethod
    def read(cls, text: str) -> Self:
        """From `comment_text`."""
        pk, version, author, pinned_at, *others = json.loads(text)
        pinned = datetime.fromisoformat(pinned_at) if pinned_at else None
        return cls(UUID(pk), version, UUID(author), pinned, *others)


def comment_text() -> Cast:
    """SQL: a row of `with_rows` as text, to be read by `CommentRow.read`."""
    return json_text(*COLUMNS)


def with_rows(comments: CommentQuerySet, viewer: Viewer) -> CommentQuerySet:
    """With the columns of CommentRow, for `comments` that are `visible_to(viewer)`."""
    version = RowHash(*VERSION_FIELDS)
    return comments.for_list(viewer).annotate(version=version)  # type: ignore[no-redef]


def read_comments(rows: Collection[CommentRow], *, viewer: Viewer) -> list[Comment]:
    """The comments of rows that the viewer may still see, in any order, as the rows say and with
    `version`: one statement says both what a comment is and that it may be seen."""
    known = {row.id: row for row in rows}
    visible = with_rows(Comment.objects.visible_to(viewer), viewer).select_related("post")
    return [_as_row(comment, known[comment.pk]) for comment in visible.filter(pk__in=known)]


def _as_row(comment: Comment, row: CommentRow) -> Comment:
    comment.likes_count, comment.replies_shown = row.likes_count, row.replies_shown
    comment.liked, comment.hidden, comment.mentioned = row.liked, row.hidden, row.mentioned
    return comment
