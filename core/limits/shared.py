"""Counts in the durable Redis: one for all processes, by the scripts of the package `limits`."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from time import time
from typing import Any

from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import Redis
from redis.client import Pipeline
from redis.commands.core import Script
from redis.exceptions import NoScriptError

from core.limits.standing import Standing
from core.limits.table import Limit
from core.redis import durable

PREFIX = "limit"
Call = tuple[Script, Sequence[float]]


class SharedCounter:
    """Every method may raise RedisError."""

    def __init__(self, client: Redis) -> None:
        self._client = client
        self._storage = RedisStorage(
            "redis://", connection_pool=client.connection_pool, key_prefix=PREFIX
        )
        self._limiter = MovingWindowRateLimiter(self._storage)

    def take(self, limit: Limit, key: str) -> Standing:
        """Count and look in one round trip; the script lets no two in at the same time."""
        now = time()
        taken, window = self._in_one_trip(
            self._storage.prefixed_key(limit.item.key_for(key)),
            (self._storage.lua_acquire_moving_window, (now, limit.amount, limit.window, 1)),
            (self._storage.lua_moving_window, (now - limit.window, limit.amount)),
        )
        oldest, count = window or (now, 0)
        return Standing.of(
            limit,
            is_allowed=bool(taken),
            remaining=limit.amount - int(count),
            reset_at=float(oldest) + limit.window,
        )

    def look(self, limit: Limit, key: str) -> Standing:
        stats = self._limiter.get_window_stats(limit.item, key)
        return Standing.of(
            limit, is_allowed=True, remaining=stats.remaining, reset_at=stats.reset_time
        )

    def give_back(self, limit: Limit, key: str) -> None:
        self._client.lpop(self._storage.prefixed_key(limit.item.key_for(key)))

    def forget(self, limit: Limit, key: str) -> None:
        self._limiter.clear(limit.item, key)

    def _in_one_trip(self, key: str, *calls: Call) -> list[Any]:
        """A script's own call would first ask, in a pipeline, whether Redis knows the script."""
        try:
            return self._send(key, calls, lambda pipe, script: (pipe.evalsha, script.sha))
        except NoScriptError:
            return self._send(key, calls, lambda pipe, script: (pipe.eval, script.script))

    def _send(
        self,
        key: str,
        calls: Sequence[Call],
        way: Callable[[Pipeline, Script], tuple[Callable[..., Any], Any]],
    ) -> list[Any]:
        with self._client.pipeline(transaction=False) as pipe:
            for script, arguments in calls:
                command, named = way(pipe, script)
                command(named, 1, key, *arguments)
            return pipe.execute()


def shared_counter() -> SharedCounter:
    return _counter_of(durable())


@lru_cache(maxsize=1)
def _counter_of(client: Redis) -> SharedCounter:
    return SharedCounter(client)
