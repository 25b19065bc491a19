"""How long a request waits for PostgreSQL: for connections and for its statements, all together.

The server's own timeouts end a statement that is slow. A server that hangs, or that the network has
lost, enforces none of them: there the client has to stop waiting.
"""

from contextvars import ContextVar
from time import monotonic
from typing import Any

import psycopg
from django.conf import settings
from psycopg.abc import RV, PQGen


class WaitBudget:
    """How many seconds a request may still wait."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds


_budget: ContextVar[WaitBudget | None] = ContextVar("database_wait_budget", default=None)


def start_wait_budget() -> None:
    """For the request that begins in this thread: it ends with the next one's."""
    seconds = settings.DATABASE_WAIT_SECONDS
    _budget.set(WaitBudget(seconds) if seconds else None)


def seconds_left() -> float | None:
    """What may be waited now; outside of requests the whole. None without a bound."""
    budget = _budget.get()
    seconds: float | None = settings.DATABASE_WAIT_SECONDS
    return budget.left if budget else seconds


def count_wait(seconds: float) -> None:
    budget = _budget.get()
    if budget:
        budget.left -= seconds


class BoundedConnection(psycopg.Connection[Any]):
    """Raises OperationalError where the server does not answer within the bound.

    It is closed then: the answer to what was asked may still come, and the next statement would
    take it for its own.
    """

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        start, left = monotonic(), seconds_left()
        bounds = [seconds for seconds in (left, timeout) if seconds is not None]
        try:
            if left is not None and left <= 0:
                raise psycopg.OperationalError("no time is left to wait for the database")
            return super().wait(gen, interval, min(bounds, default=None))
        except psycopg.OperationalError:
            if left is not None and monotonic() - start >= left:
                self.close()
            raise
        finally:
            count_wait(monotonic() - start)
