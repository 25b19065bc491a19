"""Whether the sessions of open sockets still stand: one query for all sockets of a process.

A revocation is announced, and closes its sockets at once; this is for announcements that got lost.
"""

import asyncio
from collections import Counter
from uuid import UUID

import structlog

from accounts.selectors import standing_among
from messaging.asgi import in_thread
from messaging.delivery import OUTAGES

log = structlog.get_logger()

# Open sockets close within ten seconds, whatever is lost.
EVERY = 4.0

_open: Counter[UUID] = Counter()
_ended: set[UUID] = set()
_round: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}


async def wait_for_end(session_id: UUID) -> None:
    """Come back once the session stands no more."""
    loop = asyncio.get_running_loop()
    _open[session_id] += 1
    try:
        while session_id not in _ended:
            if loop not in _round or _round[loop].done():
                _round[loop] = asyncio.create_task(_look())
            await asyncio.shield(_round[loop])
    finally:
        _open[session_id] -= 1
        if not _open[session_id]:
            del _open[session_id]
            _ended.discard(session_id)
        if not _open and (task := _round.pop(loop, None)):
            task.cancel()


async def _look() -> None:
    """After a pause, ask for all; an outage ends nobody's session."""
    await asyncio.sleep(EVERY)
    asked = set(_open)
    try:
        standing = await in_thread(_standing, asked)
    except OUTAGES as error:
        log.warning("sessions_not_checked", error=repr(error))
        return
    _ended.update(asked - standing)


def _standing(session_ids: set[UUID]) -> set[UUID]:
    return standing_among(session_ids=session_ids)
