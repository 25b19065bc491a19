"""Events that wait to be sent over one socket."""

import asyncio

from core.live.events import LiveEvent

# A socket that cannot keep up must not fill the memory: beyond that the oldest are dropped.
QUEUE_MAX = 100


def key_of(event: LiveEvent) -> str:
    """The same for events that say the same."""
    return repr(sorted(event.items()))


class EventQueue:
    def __init__(self) -> None:
        self._waiting: dict[str, LiveEvent] = {}
        self._arrived = asyncio.Event()

    def put(self, event: LiveEvent) -> None:
        """Never waits. An event that is already waiting is kept once."""
        self._waiting[key_of(event)] = event
        while len(self._waiting) > QUEUE_MAX:
            del self._waiting[next(iter(self._waiting))]
        self._arrived.set()

    async def get(self) -> LiveEvent:
        """The event that waits longest."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.pop(next(iter(self._waiting)))
