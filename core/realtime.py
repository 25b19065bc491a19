"""Live hints to open sockets. Lost hints cost nothing: each tells of something a GET answers.

Publishes the channel layer's own frames by the plain Redis client, since workers and WSGI threads
have no event loop to lend.
"""

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

Hint = dict[str, Any]
# Fills a hint for one viewer at delivery, or answers None where the viewer may not see it.
Describe = Callable[[Any, Hint], Hint | None]


def user_group(user_id: UUID) -> str:
    return f"user.{user_id.hex}"


def post_group(post_id: UUID) -> str:
    return f"post.{post_id.hex}"


def publish(group: str, hint: Hint) -> None:
    publish_to_all([group], hint)


def publish_to_all(groups: Iterable[str], hint: Hint) -> None:
    """Send `hint` (`{"type": ..., ids}`) to each group in one round trip; never raises."""
    layer = get_channel_layer()
    frame = layer.serialize({"type": "hint", "hint": hint})
    prefix = settings.CHANNEL_PREFIX
    try:
        with disposable().pipeline(transaction=False) as pipeline:
            for group in groups:
                pipeline.publish(f"{prefix}__group__{group}", frame)
            pipeline.execute()
    except RedisError as error:
        log.warning("hint_lost", kind=hint["type"], error=repr(error))


@cache
def describers() -> dict[str, Describe]:
    """The table that says who fills which kind of hint; `config` holds it."""
    table: dict[str, Describe] = import_string(settings.REALTIME_HINTS)
    return table
