"""How many sockets are open, by user and by address.

Redis counts those of all processes: a sorted set per user and per network, of socket ids by the
time at which they expire. Each process renews its own, so the sockets of a killed process are
forgotten; while Redis is away each process counts its own.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from uuid import UUID, uuid4

import structlog
from django.conf import settings
from redis.commands.core import Script

from core.live.events import user_sockets_key
from core.redis import RedisError, disposable
from messaging.sockets.asgi import in_thread

log = structlog.get_logger()

LIFETIME = 90
RENEW_SECONDS = 30.0
RENEW_BATCH = 500
NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class OpenSocket:
    user_id: UUID
    network: str
    id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def limits(self) -> dict[str, int]:
        """What it counts for, and how many there may be."""
        return {
            user_sockets_key(self.user_id): settings.SOCKETS_PER_USER_MAX,
            f"sockets:address:{{{self.network}}}": settings.SOCKETS_PER_ADDRESS_MAX,
        }


class Registry:
    """The open sockets of one process."""

    def __init__(self) -> None:
        self._sockets: set[OpenSocket] = set()
        self._counts: Counter[str] = Counter()
        self._lock = Lock()
        self._renewal: asyncio.Task[None] | None = None

    async def add(self, socket: OpenSocket) -> bool:
        """Whether the user and the address may have one more. Redis away: by own count."""
        if not await in_thread(self._add, socket):
            return False
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew_periodically())
        return True

    async def remove(self, socket: OpenSocket) -> None:
        """Idempotent."""
        await in_thread(self._remove, socket)
        if not self._sockets and self._renewal:
            self._renewal.cancel()
            self._renewal = None

    def _add(self, socket: OpenSocket) -> bool:
        with self._lock:
            if any(self._counts[key] >= limit for key, limit in socket.limits.items()):
                return False
            self._sockets.add(socket)
            self._counts.update(socket.limits.keys())
        if _register(socket):
            return True
        self._remove(socket)
        return False

    def _remove(self, socket: OpenSocket) -> None:
        with self._lock:
            if socket not in self._sockets:
                return
            self._sockets.remove(socket)
            self._counts.subtract(socket.limits.keys())
            self._counts += Counter()
        _unregister(socket)

    async def _renew_periodically(self) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            sockets = list(self._sockets)
            for start in range(0, len(sockets), RENEW_BATCH):
                await in_thread(_renew, sockets[start : start + RENEW_BATCH])


def _register(socket: OpenSocket) -> bool:
    try:
        return all(_admit(socket, key, limit) for key, limit in socket.limits.items())
    except RedisError as error:
        log.warning("sockets_not_counted", error=repr(error))
        return True


def _unregister(socket: OpenSocket) -> None:
    try:
        with disposable().pipeline(transaction=False) as pipeline:
            for key in socket.limits:
                pipeline.zrem(key, socket.id)
            pipeline.execute()
    except RedisError as error:
        log.warning("sockets_not_counted", error=repr(error))


def _renew(sockets: list[OpenSocket]) -> None:
    try:
        with disposable().pipeline(transaction=False) as pipeline:
            for socket in sockets:
                for key in socket.limits:
                    _script()(keys=[key], args=[socket.id, NO_LIMIT, LIFETIME], client=pipeline)
            pipeline.execute()
    except RedisError as error:
        log.warning("sockets_not_counted", error=repr(error))


def _admit(socket: OpenSocket, key: str, limit: int) -> bool:
    return bool(_script()(keys=[key], args=[socket.id, limit, LIFETIME], client=disposable()))


@cache
def _script() -> Script:
    return disposable().register_script(ADMIT)


# Expiry by the clock of the server: those of the processes differ.
ADMIT = """
local now = tonumber(redis.call('TIME')[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[3]), ARGV[1])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
"""
