"""How somebody stands to a limit, and what one request has been told about that."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import ceil
from time import time
from typing import Self

from core.limits.table import Limit


@dataclass(frozen=True)
class Standing:
    """`wait` is the time in seconds until the oldest try is forgotten and makes room."""

    limit: Limit
    is_allowed: bool
    remaining: int
    wait: int

    @classmethod
    def of(cls, limit: Limit, *, is_allowed: bool, remaining: int, reset_at: float) -> Self:
        """Others may have tried between the count and the look: a refusal has nothing left."""
        left = max(0, remaining) if is_allowed else 0
        return cls(limit, is_allowed, left, max(1, ceil(reset_at - time())))


_noted: ContextVar[dict[str, Standing] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[dict[str, Standing]]:
    """Collects, by the name of the limit, the last standing of each that is counted meanwhile."""
    noted: dict[str, Standing] = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def note(standing: Standing) -> None:
    noted = _noted.get()
    if noted is not None:
        noted[standing.limit.name] = standing


def was_counted(*limits: Limit) -> bool:
    """Whether this request has been counted by one of them."""
    noted = _noted.get() or {}
    return any(limit.name in noted for limit in limits)
