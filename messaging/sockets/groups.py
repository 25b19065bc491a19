"""The channel layer's groups that one socket belongs to.

After a Redis restart the layer subscribes again by itself, within about a second; what was
published meanwhile is lost, and a GET answers it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from redis.exceptions import RedisError

from core.errors import UnavailableError

TIMEOUT = 2.0
LOST = (RedisError, OSError)


class Groups:
    def __init__(self, layer: Any, channel_name: str) -> None:
        self._layer = layer
        self._channel_name = channel_name
        self._joined: set[str] = set()

    async def join(self, group: str) -> None:
        """Raises UnavailableError while Redis is away."""
        self._joined.add(group)
        async with _time_limit():
            await self._layer.group_add(group, self._channel_name)

    async def leave(self, group: str) -> None:
        """While Redis is away the layer removes the channel from the group all the same."""
        self._joined.discard(group)
        with suppress(UnavailableError):
            async with _time_limit():
                await self._layer.group_discard(group, self._channel_name)

    async def leave_all(self) -> None:
        """All at once: where Redis hangs it takes the time of one."""
        await asyncio.gather(*[self.leave(group) for group in self._joined])


@asynccontextmanager
async def _time_limit() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(TIMEOUT):
            yield
    except LOST as error:
        raise UnavailableError from error


def _shorten(record: logging.LogRecord) -> bool:
    """The layer logs a traceback for each second and each socket that Redis is away."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, LOST):
        record.msg, record.args = "channel_layer_unavailable %r", (error,)
        record.exc_info = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


logging.getLogger("channels_redis.pubsub").addFilter(_shorten)
