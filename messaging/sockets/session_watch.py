"""Watches the sessions of open sockets: one query for all sockets of a process.

A revocation publishes an event that closes its sockets at once; this is for events that got lost.
"""

import asyncio
from collections import defaultdict
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog

from accounts.selectors import active_session_ids
from messaging.sockets.asgi import in_thread

log = structlog.get_logger()

# Two rounds fit into the ten seconds within which sockets must close: a session that is added
# during one round is checked in the next.
CHECK_SECONDS = 4.0


class SessionWatch:
    """Checks the sessions of one event loop, as long as there are any."""

    def __init__(self) -> None:
        self._ends: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._checks: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether no session is watched, and no check is running."""
        return not self._ends and self._checks is None

    async def wait_for_end(self, session_id: UUID) -> None:
        """Return once the session has ended."""
        end = asyncio.Event()
        self._ends[session_id].add(end)
        if self._checks is None:
            self._checks = asyncio.create_task(self._check_periodically())
        try:
            await end.wait()
        finally:
            self._remove(session_id, end)

    def _remove(self, session_id: UUID, end: asyncio.Event) -> None:
        self._ends[session_id].discard(end)
        if not self._ends[session_id]:
            del self._ends[session_id]
        if not self._ends and self._checks:
            self._checks.cancel()
            self._checks = None

    async def _check_periodically(self) -> None:
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                await self._check()
            except Exception as error:
                # A database outage signs no one out.
                log.warning("sessions_not_checked", error=repr(error))

    async def _check(self) -> None:
        watched = set(self._ends)
        active = await in_thread(lambda: active_session_ids(session_ids=watched))
        for session_id in watched - active:
            for end in self._ends.get(session_id, ()):
                end.set()


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, SessionWatch] = WeakKeyDictionary()


def session_watch() -> SessionWatch:
    """That of the running event loop."""
    return _watches.setdefault(asyncio.get_running_loop(), SessionWatch())
