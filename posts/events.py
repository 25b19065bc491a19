"""What happens to posts."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MediaUploaded(Event):
    media_id: UUID


@dataclass(frozen=True, kw_only=True)
class MediaDiscarded(Event):
    """An upload that was never posted was given up."""

    media_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostPublished(Event):
    """A post can be seen: its media is ready."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostDeleted(Event):
    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class CommentDeleted(Event):
    """A comment, and with it the replies to it."""

    comment_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostCountsChanged(Event):
    """Likes or comments of a post came or went."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class Mentioned(Event):
    """A comment names somebody, or the caption of a post that is shown does so anew."""

    mention_id: UUID


@dataclass(frozen=True, kw_only=True)
class Tagged(Event):
    """An author says that somebody is in a picture that can be seen."""

    post_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class FilterChanged(Event):
    """Somebody hides comments by other words than before."""

    user_id: UUID
