"""Counting attempts: in Redis, in this process while Redis is down, and in PostgreSQL where a
limit `is_exact`."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import structlog
from django.conf import settings

from core.db.transactions import forbid_transaction
from core.limits.errors import LimitedError
from core.limits.limit import Limit
from core.limits.memory_store import MemoryStore
from core.limits.quota import Quota, record_quota
from core.limits.redis_store import RedisStore
from core.limits.sql_store import SqlStore
from core.redis import RedisError
from core.refusals import refused

log = structlog.get_logger()
T = TypeVar("T")


class Store(Protocol):
    """Keeps sliding windows; `key` is the limit's key for what it counts by."""

    def hit(self, limit: Limit, key: str) -> Quota: ...
    def peek(self, limit: Limit, key: str) -> Quota: ...
    def refund(self, limit: Limit, key: str) -> None: ...
    def reset(self, limit: Limit, key: str) -> None: ...


_redis = RedisStore()
_memory = MemoryStore()
_sql = SqlStore()


def hit(limit: Limit, *, by: object) -> None:
    """Count an attempt of `by` (an id, a network, an address). Raises LimitedError if too many.

    Call it before the work, so that parallel attempts get no further than sequential ones. A
    refused attempt is not counted. An exact limit is committed at once; inside a transaction,
    which could roll it back, it raises RuntimeError.
    """
    _require_commit(limit)
    quota = _with_store(limit, lambda store: store.hit(limit, limit.key(by)))
    if quota is None:
        return
    record_quota(quota)
    if not quota.is_allowed:
        raise refused(LimitedError(quota))


def refund(limit: Limit, *, by: object) -> None:
    """Take back the latest attempt."""
    _require_commit(limit)
    _with_store(limit, lambda store: store.refund(limit, limit.key(by)))


def reset(limit: Limit, *, by: object) -> None:
    """Take back all attempts: after the right password the wrong ones were its owner's."""
    _require_commit(limit)
    _with_store(limit, lambda store: store.reset(limit, limit.key(by)))


def peek(limit: Limit, *, by: object) -> Quota | None:
    """What `by` has left, without an attempt; None while limits are switched off."""
    return _with_store(limit, lambda store: store.peek(limit, limit.key(by)))


def clear_memory() -> None:
    """Forget what this process counted; for tests."""
    _memory.clear()


def _require_commit(limit: Limit) -> None:
    """An exact count is one statement, committed by itself."""
    if limit.is_exact:
        forbid_transaction()


def _with_store(limit: Limit, operation: Callable[[Store], T]) -> T | None:
    if not settings.RATE_LIMITS:
        return None
    if limit.is_exact:
        return operation(_sql)
    try:
        return operation(_redis)
    except RedisError as error:
        log.warning("limits_counted_in_process", error=repr(error))
        return operation(_memory)
