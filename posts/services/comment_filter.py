"""Comments that stand already, when the words change by which their post's author hides some."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from core.errors import NotFoundError
from core.ids import NIL_UUID, uuid7_at
from posts.models import AuthorSettings, Comment, Post
from posts.selectors.author_settings import filtered_words
from posts.services.comment_locks import change_counts, lock_with_parent
from posts.services.comments import matches_word_filter

BATCH = 100
LARGEST = UUID(int=2**128 - 1)
# Longer than a comment takes from its first look at the words until it stands.
SETTLED = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True)
class Walk:
    """How far somebody's posts have been gone through, and below each its comments: both newest
    first, down to the comments after `since`.

    One that was being written while the words changed went by those before; so the comments after
    `again` are gone through once more.
    """

    since: UUID = NIL_UUID
    post: UUID = LARGEST
    comment: UUID = LARGEST
    again: UUID | None = None

    @classmethod
    def begin(cls) -> Self:
        return cls(again=uuid7_at(datetime.now(UTC) - SETTLED))

    @classmethod
    def from_json(cls, kept: dict[str, str]) -> Self:
        return cls(**{name: UUID(place) for name, place in kept.items()})

    def to_json(self) -> dict[str, str]:
        return {name: str(place) for name, place in vars(self).items() if place}


def filter_some_comments(*, author_id: UUID, walk: Walk) -> Walk | None:
    """Hide and show a batch as the words are now; how far it came, or None at the end."""
    words = filtered_words(author_id=author_id)
    batch = list(_batch(author_id, walk).select_related("post"))
    for comment in batch:
        if comment.is_filtered != matches_word_filter(comment=comment, words=words):
            _settle(comment)
    if not batch:
        return None
    return replace(walk, post=batch[-1].post_id, comment=batch[-1].pk)


def _batch(author_id: UUID, walk: Walk) -> QuerySet[Comment]:
    """The next comments, of one post."""
    comments = Comment.objects.filter(pk__gt=walk.since)
    rest = comments.filter(post=walk.post, pk__lt=walk.comment)
    if not rest.exists():
        posts = Post.objects.filter(author=author_id, deleted_at=None, pk__lt=walk.post)
        commented = posts.filter(Exists(comments.filter(post=OuterRef("pk"))))
        rest = comments.filter(post__in=commented.order_by("-pk")[:1])
    return rest.order_by("-pk")[:BATCH]


@transaction.atomic
def _settle(comment: Comment) -> None:
    """One to a transaction: whoever holds a post waits for no comment."""
    # The words do not change meanwhile, so the last change has the last word.
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
