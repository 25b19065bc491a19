"""The two Redis roles, each with short timeouts and a breaker.

*durable* keeps tickets, rate limits and the broker's queues; *disposable* may be emptied at any
time: cache, timelines, live events. A caller must be ready for `RedisError` from either.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

import redis
from django.conf import settings
from django_redis.pool import ConnectionFactory
from redis.backoff import NoBackoff
from redis.connection import Connection, SSLConnection, UnixDomainSocketConnection, parse_url
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError
from redis.retry import Retry

from core.breaker import Breaker

__all__ = ["RedisError", "by_shard", "disposable", "durable", "shard_of"]

# Never change it: the shard is part of keys, so that one script serves the keys of many users, on a
# single server and on Redis Cluster alike.
SHARDS = 64

CONNECT_TIMEOUT = 0.3
TIMEOUT = 0.5


@cache
def durable() -> redis.Redis:
    return _client(settings.REDIS_DURABLE_URL)


@cache
def disposable() -> redis.Redis:
    return _client(settings.REDIS_DISPOSABLE_URL)


def shard_of(user_id: UUID) -> int:
    """The hash tag of the user's keys that a script takes together with those of other users."""
    return user_id.int % SHARDS


def by_shard(user_ids: Iterable[UUID]) -> list[list[UUID]]:
    """The users whose keys one script may take together."""
    shards: dict[int, list[UUID]] = defaultdict(list)
    for user_id in user_ids:
        shards[shard_of(user_id)].append(user_id)
    return list(shards.values())


def _client(url: str) -> redis.Redis:
    return redis.Redis(connection_pool=_pool(url))


def _pool(url: str, **options: Any) -> redis.ConnectionPool:
    given: dict[str, Any] = {
        "max_connections": 64,
        "socket_timeout": TIMEOUT,
        "socket_connect_timeout": CONNECT_TIMEOUT,
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        **options,
        **parse_url(url),  # type: ignore[no-untyped-call]
    }
    kind = given.pop("connection_class", Connection)
    return redis.ConnectionPool(connection_class=_GUARDED[kind], **given)


@cache
def _breaker(place: str) -> Breaker:
    return Breaker(pause=1.0)


def reset_breakers() -> None:
    """Trust every server again; for tests that took one away."""
    _breaker.cache_clear()


class _Guarded:
    """Refuses at once while the breaker of its server is open; trips it on a timeout."""

    def connect(self) -> None:
        breaker = self._breaker()
        if breaker.is_open:
            raise RedisConnectionError("Redis did not answer a moment ago.")
        try:
            super().connect()  # type: ignore[misc]
        except (RedisConnectionError, RedisTimeoutError, OSError):
            breaker.trip()
            raise

    def read_response(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().read_response(*args, **kwargs)  # type: ignore[misc]
        except RedisTimeoutError:
            self._breaker().trip()
            raise

    def _breaker(self) -> Breaker:
        place = getattr(self, "path", None) or f"{self.host}:{self.port}"  # type: ignore[attr-defined]
        return _breaker(place)


class _GuardedConnection(_Guarded, Connection):
    pass


class _GuardedSSLConnection(_Guarded, SSLConnection):
    pass


class _GuardedSocket(_Guarded, UnixDomainSocketConnection):
    pass


_GUARDED: dict[type, type] = {
    Connection: _GuardedConnection,
    SSLConnection: _GuardedSSLConnection,
    UnixDomainSocketConnection: _GuardedSocket,
}


class CacheConnectionFactory(ConnectionFactory):  # type: ignore[misc] # no types
    """Gives django-redis the same guarded connections."""

    def get_connection_pool(self, params: dict[str, Any]) -> redis.ConnectionPool:
        return _pool(params["url"])
