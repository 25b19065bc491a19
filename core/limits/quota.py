"""What is left of a limit, and which quotas one request has used."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import ceil
from typing import Self

from core.limits.limit import Limit


@dataclass(frozen=True)
class Quota:
    """`remaining` attempts now; one more in `reset_after` seconds, when the oldest expires."""

    limit: Limit
    is_allowed: bool
    remaining: int
    reset_after: int

    @classmethod
    def of(cls, limit: Limit, *, is_allowed: bool, count: int, oldest_age: float) -> Self:
        """From the attempts in the window: their number and the age of the oldest in seconds."""
        remaining = max(0, limit.amount - count) if is_allowed else 0
        return cls(limit, is_allowed, remaining, max(1, ceil(limit.window - oldest_age)))


_used: ContextVar[dict[str, Quota] | None] = ContextVar("used_quotas", default=None)


@contextmanager
def collect_quotas() -> Iterator[dict[str, Quota]]:
    """Collects the quotas used meanwhile, by the name of their limit; the latest of each."""
    quotas: dict[str, Quota] = {}
    token = _used.set(quotas)
    try:
        yield quotas
    finally:
        _used.reset(token)


def record_quota(quota: Quota) -> None:
    quotas = _used.get()
    if quotas is not None:
        quotas[quota.limit.name] = quota


def used_quota(limit: Limit) -> Quota | None:
    """What this request was told of `limit`, if it was counted by it."""
    return (_used.get() or {}).get(limit.name)


def forget_quota(limit: Limit) -> None:
    """As if this request had not been counted by `limit`."""
    (_used.get() or {}).pop(limit.name, None)


def is_counted(*limits: Limit) -> bool:
    """Whether this request was counted by one of `limits`."""
    return any(used_quota(limit) is not None for limit in limits)
