"""The channel layer's groups, and the sockets that belong to them.

After a Redis restart the layer subscribes again by itself, within about a second; what was
published meanwhile is lost, and a GET answers it.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from core.errors import UnavailableError
from messaging.sockets.event_queue import EventQueue

TIMEOUT = 2.0
LOST = (RedisError, OSError)


class Hub:
    """The one member that an event loop has in each group of the channel layer.

    It hands what is published to all sockets of the group at once. As members of their own, each
    would be woken by itself, by way of a thread.
    """

    def __init__(self) -> None:
        self._layer: Any = get_channel_layer()
        self._queues: defaultdict[str, set[EventQueue]] = defaultdict(set)
        self._channel_name = ""
        self._receiving: asyncio.Task[None] | None = None
        self._lock = asyncio.Lock()

    async def add(self, group: str, queue: EventQueue) -> None:
        self._queues[group].add(queue)
        async with self._lock:
            if self._receiving is None:
                await self._start()
            await self._layer.group_add(group, self._channel_name)

    async def remove(self, group: str, queue: EventQueue) -> None:
        """Idempotent."""
        self._queues[group].discard(queue)
        if self._queues[group]:
            return
        del self._queues[group]
        async with self._lock:
            if group not in self._queues:
                await self._layer.group_discard(group, self._channel_name)
            if not self._queues and self._receiving:
                await self._stop(self._receiving)

    async def _start(self) -> None:
        self._channel_name = await self._layer.new_channel()
        self._receiving = asyncio.create_task(self._receive())
        # Until it waits for events: only then the layer notices that it is cancelled.
        await asyncio.sleep(0)

    async def _stop(self, receiving: asyncio.Task[None]) -> None:
        """The layer deletes a channel when a `receive` that waits is cancelled."""
        self._receiving = None
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)

    async def _receive(self) -> None:
        while True:
            message = await self._layer.receive(self._channel_name)
            # During a deploy, an older release does not name the group: such events are lost.
            for queue in self._queues.get(message.get("group", ""), ()):
                queue.put(message["event"])


class Groups:
    """The groups of one socket, whose events go to its queue."""

    def __init__(self, queue: EventQueue) -> None:
        self._queue = queue
        self._joined: set[str] = set()

    async def join(self, group: str) -> None:
        """Raises UnavailableError while Redis is away."""
        self._joined.add(group)
        async with _time_limit():
            await _hub().add(group, self._queue)

    async def leave(self, group: str) -> None:
        """While Redis is away the layer removes the channel from the group all the same."""
        self._joined.discard(group)
        with suppress(UnavailableError):
            async with _time_limit():
                await _hub().remove(group, self._queue)

    async def leave_all(self) -> None:
        """All at once: where Redis hangs it takes the time of one."""
        await asyncio.gather(*[self.leave(group) for group in self._joined])


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def _hub() -> Hub:
    """That of the running event loop."""
    loop = asyncio.get_running_loop()
    return _hubs.get(loop) or _hubs.setdefault(loop, Hub())


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
