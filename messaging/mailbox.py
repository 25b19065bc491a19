"""A socket's place in the channel layer: what is published to its groups waits here.

After a Redis restart the layer subscribes again by itself, within about a second; what was
published meanwhile is lost, and a GET answers it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from core.errors import UnavailableError
from core.realtime import LiveEvent

PATIENCE = 2.0
# Beyond that the oldest are dropped: a socket that cannot keep up must not fill the memory.
MOST_WAITING = 100
LOST = (RedisError, OSError, TimeoutError)


class Mailbox:
    """Raises UnavailableError where Redis does not let it join a group."""

    def __init__(self, channel: str) -> None:
        self._layer = get_channel_layer()
        self._channel = channel
        self._groups: set[str] = set()
        self._waiting: dict[str, LiveEvent] = {}
        self._arrived = asyncio.Event()

    async def join(self, group: str) -> None:
        self._groups.add(group)
        async with _in_time():
            await self._layer.group_add(group, self._channel)

    async def leave(self, group: str) -> None:
        """With Redis away the layer forgets the group all the same."""
        self._groups.discard(group)
        with suppress(UnavailableError):
            async with _in_time():
                await self._layer.group_discard(group, self._channel)

    async def leave_all(self) -> None:
        """All at once: where Redis hangs it takes the time of one."""
        await asyncio.gather(*[self.leave(group) for group in self._groups])

    async def take(self) -> LiveEvent:
        """The event that waits longest; the same one published again meanwhile comes once."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.pop(next(iter(self._waiting)))

    async def fill(self) -> None:
        """For ever. Ending it in `receive` is how the layer is told that the channel is gone."""
        while True:
            message = await self._layer.receive(self._channel)
            event: LiveEvent = message["event"]
            self._waiting[repr(sorted(event.items()))] = event
            while len(self._waiting) > MOST_WAITING:
                del self._waiting[next(iter(self._waiting))]
            self._arrived.set()


@asynccontextmanager
async def open_mailbox() -> AsyncIterator[Mailbox]:
    """Raises UnavailableError where Redis is away."""
    async with _in_time():
        channel = await get_channel_layer().new_channel()
    mailbox = Mailbox(channel)
    filling = asyncio.create_task(mailbox.fill())
    try:
        yield mailbox
    finally:
        await mailbox.leave_all()
        filling.cancel()
        await asyncio.wait([filling])


@asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except LOST as error:
        raise UnavailableError from error


def _in_one_line(record: logging.LogRecord) -> bool:
    """The layer logs a trace for each second and each socket that Redis is away."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, LOST):
        record.msg, record.args = "channel_layer_unavailable %r", (error,)
        record.exc_info = None
        record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


logging.getLogger("channels_redis.pubsub").addFilter(_in_one_line)
