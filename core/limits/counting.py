"""Counting: `take` before the work, and nothing more to remember.

In Redis, for all processes together; while that is away, in each process for itself. What
`is_exact` is counted in PostgreSQL instead. Nothing that somebody typed stands in a key.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import Protocol, TypeVar

import structlog
from django.conf import settings
from django.db import transaction

from core.breaker import Breaker
from core.limits.errors import LimitedError
from core.limits.local import LocalCounter
from core.limits.rows import RowCounter
from core.limits.shared import shared_counter
from core.limits.standing import Standing, note
from core.limits.table import Limit
from core.redis import RedisError

log = structlog.get_logger()
T = TypeVar("T")


class Counter(Protocol):
    """What each of the three ways to count can do; `key` tells one of those counted by."""

    def take(self, limit: Limit, key: str) -> Standing: ...
    def look(self, limit: Limit, key: str) -> Standing: ...
    def give_back(self, limit: Limit, key: str) -> None: ...
    def forget(self, limit: Limit, key: str) -> None: ...


_rows = RowCounter()
_local = LocalCounter()
# A Redis that hangs is asked once in this time, and not by every request.
_breaker = Breaker(pause=1.0)


def take(limit: Limit, *, by: object) -> None:
    """Count one try of `by` (an id, a network, an address). Raises LimitedError if it is too many.

    The count comes before the work, so that many at once get no further than one after the other;
    a try that is refused is not counted. An exact limit is committed at once and refuses, by
    RuntimeError, to be counted inside a transaction: a failure that is rolled back would be free.
    """
    with _committed_at_once(limit):
        standing = _ask(limit, lambda counter: counter.take(limit, _key(by)))
    if standing is None:
        return
    note(standing)
    if not standing.is_allowed:
        raise LimitedError(standing)


def give_back(limit: Limit, *, by: object) -> None:
    """Take back the last try: it was none after all. The others stay."""
    with _committed_at_once(limit):
        _ask(limit, lambda counter: counter.give_back(limit, _key(by)))


def forget(limit: Limit, *, by: object) -> None:
    """Take back all tries: the right password was given, so the wrong ones were its owner's."""
    with _committed_at_once(limit):
        _ask(limit, lambda counter: counter.forget(limit, _key(by)))


def look(limit: Limit, *, by: object) -> Standing | None:
    """How `by` stands, without a try; None while nothing is limited."""
    return _ask(limit, lambda counter: counter.look(limit, _key(by)))


def start_afresh() -> None:
    """Forget what this process counted and what it thinks of Redis; for tests."""
    _breaker.reset()
    _local.reset()


def _committed_at_once(limit: Limit) -> AbstractContextManager[object]:
    return transaction.atomic(durable=True, savepoint=False) if limit.is_exact else nullcontext()


def _ask(limit: Limit, question: Callable[[Counter], T]) -> T | None:
    if not settings.RATE_LIMITS:
        return None
    if limit.is_exact:
        return question(_rows)
    if not _breaker.is_open:
        try:
            return question(shared_counter())
        except RedisError as error:
            _breaker.trip()
            log.warning("limits_counted_locally", error=repr(error))
    return question(_local)


def _key(by: object) -> str:
    return sha256(str(by).encode("utf-8", "surrogatepass")).hexdigest()[:32]
