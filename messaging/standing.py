"""Whether the sessions of open sockets still stand: one query for all sockets of a process.

A revocation is announced, and closes its sockets at once; this is for announcements that got lost.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog

from accounts.selectors import standing_among
from messaging.asgi import in_thread

log = structlog.get_logger()

# Open sockets close within ten seconds, whatever is lost: who comes in the middle of one round is
# looked at in the next.
EVERY = 4.0


class Watch:
    """Looks after the sessions of one event loop, as long as there are any."""

    def __init__(self) -> None:
        self._ends: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._looking: asyncio.Task[None] | None = None

    async def wait_for_end(self, session_id: UUID) -> None:
        """Come back once the session stands no more."""
        end = asyncio.Event()
        self._ends[session_id].add(end)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_again_and_again())
        try:
            await end.wait()
        finally:
            self._forget(session_id, end)

    def _forget(self, session_id: UUID, end: asyncio.Event) -> None:
        self._ends[session_id].discard(end)
        if not self._ends[session_id]:
            del self._ends[session_id]
        if not self._ends and self._looking:
            self._looking.cancel()
            self._looking = None

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self._look()
            except Exception as error:
                # Nobody is signed out because we cannot ask.
                log.warning("sessions_not_checked", error=repr(error))

    async def _look(self) -> None:
        asked = set(self._ends)
        standing = await in_thread(_standing, asked)
        for session_id in asked - standing:
            for end in self._ends.get(session_id, ()):
                end.set()


def _standing(session_ids: Iterable[UUID]) -> set[UUID]:
    return standing_among(session_ids=session_ids)


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, Watch] = WeakKeyDictionary()


async def wait_for_end(session_id: UUID) -> None:
    """Come back once the session stands no more."""
    watch = _watches.setdefault(asyncio.get_running_loop(), Watch())
    await watch.wait_for_end(session_id)
