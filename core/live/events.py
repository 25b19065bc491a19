"""Live events for open sockets. A lost event costs nothing: a GET answers the same."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from django.utils.module_loading import import_string
from redis.commands.core import Script

from core.breaker import Breaker
from core.live.event_loop import run_in_loop
from core.redis import RedisError, by_shard, disposable, shard_of

log = structlog.get_logger()

# As published: a type and ids. As sent to a client: what this viewer may see of it.
LiveEvent = dict[str, Any]
# Makes the second from the first at delivery; None where the viewer may not see it.
EventSerializer = Callable[[Any, LiveEvent], LiveEvent | None]


@dataclass(frozen=True)
class Shared:
    """For an event that many receive at once: its serializer answers for many sessions.

    It takes their ids, and says of each that is still active what its viewer receives, or None
    where they may not see it. A session that has ended is missing from the answer.
    """

    serialize: Callable[[Collection[UUID], LiveEvent], Mapping[UUID, LiveEvent | None]]


# The longest that a publisher waits for a Redis that hangs; the breaker spares the next ones.
PUBLISH_SECONDS_MAX = 0.8
# Groups to which that applies at once: each costs a round trip.
BATCH_SIZE = 50
breaker = Breaker(pause=1.0)
# Which of the keys exist, by their number.
EXISTING = """
local found = {}
for number, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then table.insert(found, number) end
end
return found
"""


def user_group(user_id: UUID) -> str:
    return f"user.{user_id.hex}"


def post_group(post_id: UUID) -> str:
    return f"post.{post_id.hex}"


def user_sockets_key(user_id: UUID) -> str:
    """The Redis key that exists while the user has an open socket."""
    return f"sockets:user:{{{shard_of(user_id)}}}:{user_id.hex}"


def publish(group: str, event: LiveEvent) -> None:
    """Send `event` (`{"type": ..., ids}`) to the sockets of a group; never raises."""
    _publish([group], event)


def publish_to_users(user_ids: Iterable[UUID], event: LiveEvent) -> None:
    """Send `event` to those of the users who have an open socket; never raises.

    A script for each shard finds them, in one pipeline; each costs one more round trip.
    """
    try:
        connected = connected_users(user_ids)
    except RedisError as error:
        log.warning("live_event_lost", type=event["type"], error=repr(error))
    else:
        _publish([user_group(user_id) for user_id in connected], event)


def connected_users(user_ids: Iterable[UUID]) -> list[UUID]:
    """Those of the users who have an open socket; one pipeline. Raises RedisError."""
    shards = by_shard(user_ids)
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in shards:
            keys = [user_sockets_key(user_id) for user_id in ids]
            _existing()(keys=keys, client=pipeline)
        found = pipeline.execute()
    return [ids[index - 1] for ids, indexes in zip(shards, found, strict=True) for index in indexes]


@cache
def _existing() -> Script:
    return disposable().register_script(EXISTING)


@cache
def event_serializers() -> dict[str, EventSerializer | Shared]:
    """The serializer of each type of event, from the table in `config`."""
    table: dict[str, EventSerializer | Shared] = import_string(settings.LIVE_EVENTS)
    return table


def _publish(groups: list[str], event: LiveEvent) -> None:
    if breaker.is_open:
        log.warning("live_event_lost", type=event["type"], error="the breaker is open")
        return
    try:
        for start in range(0, len(groups), BATCH_SIZE):
            batch = groups[start : start + BATCH_SIZE]
            run_in_loop(_send(batch, event), timeout=PUBLISH_SECONDS_MAX)
    except (RedisError, OSError) as error:
        breaker.trip()
        log.warning("live_event_lost", type=event["type"], error=repr(error))


async def _send(groups: list[str], event: LiveEvent) -> None:
    layer = get_channel_layer()
    for group in groups:
        await layer.group_send(group, {"type": "live.event", "group": group, "event": event})
