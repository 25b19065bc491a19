"""Filtering existing comments again after an author changed the hidden words."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from core.db.transactions import atomic
from core.errors import NotFoundError
from core.ids import NIL_UUID, uuid7_at
from posts.models import AuthorSettings, Comment, Post
from posts.selectors.author_settings import filtered_words
from posts.services.comment_locks import change_counts, lock_with_parent
from posts.services.comments import matches_word_filter

BATCH_SIZE = 100
LARGEST = UUID(int=2**128 - 1)
# Longer than adding a comment takes, from reading the hidden words to the commit.
COMMENT_SETTLE_TIME = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class FilterCursor:
    """The position in an author's posts and in the comments of each, both newest first, down to
    the comments after `since`.

    A comment that was added while the words changed used the old ones; so a second pass goes
    through the comments after `again`.
    """

    since: UUID = NIL_UUID
    post: UUID = LARGEST
    comment: UUID = LARGEST
    again: UUID | None = None

    @classmethod
    def begin(cls) -> Self:
        return cls(again=uuid7_at(datetime.now(UTC) - COMMENT_SETTLE_TIME))

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Self:
        return cls(**{name: UUID(place) for name, place in data.items()})

    def to_json(self) -> dict[str, str]:
        return {name: str(place) for name, place in vars(self).items() if place}


def filter_some_comments(*, author_id: UUID, cursor: FilterCursor) -> FilterCursor | None:
    """Hide and show a batch by the current words; the next position, or None at the end.

    Idempotent.
    """
    words = filtered_words(author_id=author_id)
    batch = list(_batch(author_id, cursor).select_related("post"))
    for comment in batch:
        if comment.is_filtered != matches_word_filter(comment=comment, words=words):
            _update(comment)
    if not batch:
        return None
    return replace(cursor, post=batch[-1].post_id, comment=batch[-1].pk)


def _batch(author_id: UUID, cursor: FilterCursor) -> QuerySet[Comment]:
    """The next comments, of one post."""
    comments = Comment.objects.filter(pk__gt=cursor.since)
    rest = comments.filter(post=cursor.post, pk__lt=cursor.comment)
    if not rest.exists():
        posts = Post.objects.filter(author=author_id, deleted_at=None, pk__lt=cursor.post)
        commented = posts.filter(Exists(comments.filter(post=OuterRef("pk"))))
        rest = comments.filter(post__in=commented.order_by("-pk")[:1])
    return rest.order_by("-pk")[:BATCH_SIZE]


@atomic
def _update(comment: Comment) -> None:
    """One transaction each, so that the lock of a post is never held for long."""
    # Locked: the words do not change in between.
    author_id = comment.post.author_id
    settings = AuthorSettings.objects.select_for_update().filter(user=author_id).first()
    words = settings.filtered_words if settings else []
    unwanted = matches_word_filter(comment=comment, words=words)
    try:
        locked, parent = lock_with_parent(comment_id=comment.pk, parent_id=comment.parent_id)
    except NotFoundError:
        return
    if locked.is_filtered != unwanted:
        Comment.objects.filter(pk=locked.pk).update(is_filtered=unwanted)
        change_counts(comment=locked, parent=parent, by=-1 if unwanted else 1)
