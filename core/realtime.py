"""Live events for open sockets. A lost event costs nothing: a GET answers the same."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import UUID

import structlog
from channels.layers import get_channel_layer
from django.conf import settings
from django.utils.module_loading import import_string

from core.redis import RedisError, disposable

log = structlog.get_logger()

# As published: a type and ids. As sent to a client: what this viewer may see of it.
LiveEvent = dict[str, Any]
# Makes the second from the first at delivery; None where the viewer may not see it.
EventSerializer = Callable[[Any, LiveEvent], LiveEvent | None]


def user_group(user_id: UUID) -> str:
    return f"user.{user_id.hex}"


def post_group(post_id: UUID) -> str:
    return f"post.{post_id.hex}"


def publish(group: str, event: LiveEvent) -> None:
    publish_to_groups([group], event)


def publish_to_groups(groups: Iterable[str], event: LiveEvent) -> None:
    """Send `event` (`{"type": ..., ids}`) to each group in one round trip; never raises."""
    layer = get_channel_layer()
    frame = layer.serialize({"type": "live.event", "event": event})
    prefix = settings.CHANNEL_PREFIX
    try:
        with disposable().pipeline(transaction=False) as pipeline:
            for group in groups:
                pipeline.publish(f"{prefix}__group__{group}", frame)
            pipeline.execute()
    except RedisError as error:
        log.warning("live_event_lost", type=event["type"], error=repr(error))


@cache
def event_serializers() -> dict[str, EventSerializer]:
    """The serializer of each type of event, from the table in `config`."""
    table: dict[str, EventSerializer] = import_string(settings.LIVE_EVENTS)
    return table
