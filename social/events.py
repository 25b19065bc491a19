"""What happens in the graph."""

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
