"""Counts in PostgreSQL: for what must be exact whatever Redis does."""

import time
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, connection
from django.db.models.functions import Now
from limits.storage import MovingWindowSupport, Storage
from limits.strategies import MovingWindowRateLimiter

from core.limits.standing import Standing
from core.limits.table import Limit
from core.models import Attempts

# One statement: the lock on the row, taken by the conflict, makes others wait for its commit, and
# what they then look at is what was committed. No row is written where the window is full.
ACQUIRE = """
    INSERT INTO attempts AS kept (key, times, until)
    VALUES (
        %(key)s,
        array_fill(statement_timestamp(), ARRAY[%(amount)s]),
        statement_timestamp() + %(window)s
    )
    ON CONFLICT (key) DO UPDATE SET
        times = ARRAY(
            SELECT time FROM unnest(kept.times) AS time
            WHERE time > statement_timestamp() - %(window)s ORDER BY time
        ) || EXCLUDED.times,
        until = EXCLUDED.until
    WHERE %(amount)s + (
        SELECT count(*) FROM unnest(kept.times) AS time
        WHERE time > statement_timestamp() - %(window)s
    ) <= %(limit)s
"""
LOOK = """
    SELECT count(*), extract(epoch FROM statement_timestamp() - min(time))
    FROM attempts, unnest(times) AS time
    WHERE key = %(key)s AND time > statement_timestamp() - %(window)s
"""
RELEASE = """
    UPDATE attempts SET times = trim_array(times, 1) WHERE key = %(key)s AND cardinality(times) > 0
"""


class RowStorage(Storage, MovingWindowSupport):
    """A storage for the package `limits` that knows moving windows only.

    Every server's clock is the database's.
    """

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        return DatabaseError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        if amount > limit:
            return False
        with connection.cursor() as cursor:
            cursor.execute(ACQUIRE, {**_given(key, expiry), "limit": limit, "amount": amount})
            return bool(cursor.rowcount)

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        with connection.cursor() as cursor:
            cursor.execute(LOOK, _given(key, expiry))
            count, age = cursor.fetchone()
        return time.time() - float(age or 0), count

    def release(self, key: str) -> None:
        """Take the newest entry back."""
        with connection.cursor() as cursor:
            cursor.execute(RELEASE, {"key": _digest(key)})

    def clear(self, key: str) -> None:
        Attempts.objects.filter(pk=_digest(key)).delete()

    def reset(self) -> int:
        count, _rows = Attempts.objects.all().delete()
        return count

    def check(self) -> bool:
        return connection.is_usable()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError

    def get(self, key: str) -> int:
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        raise NotImplementedError


class RowCounter:
    def __init__(self) -> None:
        self._storage = RowStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)

    def take(self, limit: Limit, key: str) -> Standing:
        is_allowed = self._limiter.hit(limit.item, key)
        return self._standing(limit, key, is_allowed=is_allowed)

    def look(self, limit: Limit, key: str) -> Standing:
        return self._standing(limit, key, is_allowed=True)

    def give_back(self, limit: Limit, key: str) -> None:
        self._storage.release(limit.item.key_for(key))

    def forget(self, limit: Limit, key: str) -> None:
        self._limiter.clear(limit.item, key)

    def _standing(self, limit: Limit, key: str, *, is_allowed: bool) -> Standing:
        stats = self._limiter.get_window_stats(limit.item, key)
        return Standing.of(
            limit, is_allowed=is_allowed, remaining=stats.remaining, reset_at=stats.reset_time
        )


def sweep_attempts() -> int:
    """Forget what is too old to count; a chore."""
    count, _rows = Attempts.objects.filter(until__lt=Now()).delete()
    return count


def _given(key: str, expiry: int) -> dict[str, Any]:
    return {"key": _digest(key), "window": timedelta(seconds=expiry)}


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
