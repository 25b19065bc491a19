"""Events of posts."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MediaUploaded(Event):
    media_id: UUID


@dataclass(frozen=True, kw_only=True)
class MediaDiscarded(Event):
    """An upload that is in no use was discarded."""

    media_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttachedMediaRendered(Event):
    """A photo that is attached to something is ready, or has failed."""

    media_id: UUID


@dataclass(frozen=True, kw_only=True)
class PostPublished(Event):
    """A post is ready: others can see it."""

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
    """The number of likes or comments of a post changed."""

    post_id: UUID


@dataclass(frozen=True, kw_only=True)
class Mentioned(Event):
    """A comment mentions a user, or an edited caption of a ready post does."""

    mention_id: UUID


@dataclass(frozen=True, kw_only=True)
class Tagged(Event):
    """A user was tagged in a post that is ready."""

    post_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class FilterChanged(Event):
    """An author changed the hidden words."""

    user_id: UUID
