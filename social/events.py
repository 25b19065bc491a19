"""Events of the graph. A follow emits once when it begins or ends, unless an account is purged."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class Followed(Event):
    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class Unfollowed(Event):
    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class FollowRequested(Event):
    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class FollowRequestClosed(Event):
    """Accepted, declined, withdrawn, or removed by a block."""

    follower_id: UUID
    following_id: UUID


@dataclass(frozen=True, kw_only=True)
class Blocked(Event):
    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class Unblocked(Event):
    blocker_id: UUID
    blocked_id: UUID


@dataclass(frozen=True, kw_only=True)
class Muted(Event):
    muter_id: UUID
    muted_id: UUID


@dataclass(frozen=True, kw_only=True)
class Unmuted(Event):
    muter_id: UUID
    muted_id: UUID


@dataclass(frozen=True, kw_only=True)
class BecameCelebrity(Event):
    """An author has so many followers now that readers pull the posts; `celebrity_id` is of this
    one time."""

    celebrity_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class WentPublic(Event):
    """A private account is public now: pending follow requests can be accepted."""

    user_id: UUID
