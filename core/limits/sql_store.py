"""Sliding windows in PostgreSQL: exact also while Redis is down. The clock is the database's."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from core.db.rows import delete_expired
from core.limits.limit import Limit
from core.limits.quota import Quota
from core.models import Attempts

# The conflict locks the row, so a parallel attempt waits and then counts what was committed.
# A full window writes, and returns, no row.
HIT = """
    INSERT INTO attempts AS kept (key, times, until)
    VALUES (%(key)s, ARRAY[statement_timestamp()], statement_timestamp() + %(window)s)
    ON CONFLICT (key) DO UPDATE SET
        times = ARRAY(
            SELECT time FROM unnest(kept.times) AS time
            WHERE time > statement_timestamp() - %(window)s ORDER BY time
        ) || EXCLUDED.times,
        until = EXCLUDED.until
    WHERE (
        SELECT count(*) FROM unnest(kept.times) AS time
        WHERE time > statement_timestamp() - %(window)s
    ) < %(amount)s
    RETURNING cardinality(times), extract(epoch FROM statement_timestamp() - times[1])
"""
PEEK = """
    SELECT count(*), extract(epoch FROM statement_timestamp() - min(time))
    FROM attempts, unnest(times) AS time
    WHERE key = %(key)s AND time > statement_timestamp() - %(window)s
"""
REFUND = """
    UPDATE attempts SET times = trim_array(times, 1) WHERE key = %(key)s AND cardinality(times) > 0
"""


class SqlStore:
    def hit(self, limit: Limit, key: str) -> Quota:
        row = _query(HIT, limit, key)
        return _quota(limit, row or _query(PEEK, limit, key), is_allowed=row is not None)

    def peek(self, limit: Limit, key: str) -> Quota:
        return _quota(limit, _query(PEEK, limit, key), is_allowed=True)

    def refund(self, limit: Limit, key: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(REFUND, {"key": _digest(key)})

    def reset(self, limit: Limit, key: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM attempts WHERE key = %(key)s", {"key": _digest(key)})


def purge_expired_attempts() -> int:
    """Delete the windows that have passed; how many."""
    return delete_expired(Attempts.objects.filter(until__lt=Now()))


def _query(sql: str, limit: Limit, key: str) -> tuple[Any, ...] | None:
    params: dict[str, Any] = {
        "key": _digest(key),
        "window": timedelta(seconds=limit.window),
        "amount": limit.amount,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _quota(limit: Limit, row: tuple[Any, ...] | None, *, is_allowed: bool) -> Quota:
    count, oldest_age = row or (0, None)
    return Quota.of(limit, is_allowed=is_allowed, count=count, oldest_age=float(oldest_age or 0))


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()
