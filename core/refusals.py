"""Refusals in the log: who was refused what.

A line names the user and the address. It never holds what was sent: a password that is wrong here
may be the right one of another site.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

import structlog

from core.errors import DomainError

log = structlog.get_logger("refusal")

Error = TypeVar("Error", bound=DomainError)

STATUSES = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True)
class Refusal:
    """`user_id` is of the account that it concerns, even if no one is logged in."""

    code: str
    user_id: object = None


_recorded: ContextVar[list[Refusal] | None] = ContextVar("recorded_refusals", default=None)


@contextmanager
def collect_refusals() -> Iterator[list[Refusal]]:
    """Collects what is recorded meanwhile."""
    refusals: list[Refusal] = []
    token = _recorded.set(refusals)
    try:
        yield refusals
    finally:
        _recorded.reset(token)


def record_refusal(code: str, *, user_id: object = None) -> None:
    """Record that the request in work is refused something; of each code the first counts."""
    refusals = _recorded.get()
    if refusals is not None and code not in {refusal.code for refusal in refusals}:
        refusals.append(Refusal(code, user_id))


def refused(error: Error, *, user_id: object = None) -> Error:
    """The error, to be raised: recorded here, since a form may catch it."""
    record_refusal(error.code, user_id=user_id)
    return error


def log_refusal(refusal: Refusal, *, address: str, **what: object) -> None:
    """`address` is the client's; `what` was refused must hold no secret."""
    user = str(refusal.user_id) if refusal.user_id else None
    log.warning("refused", code=refusal.code, user=user, address=address or None, **what)
