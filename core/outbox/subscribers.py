"""What listens to events, and how long work remembers where it stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from core.outbox.events import Event


class Progress(Protocol):
    """The place a long subscriber has reached, kept in the database across crashes."""

    cursor: Any

    def save(self, cursor: Any) -> None:
        """Keep `cursor` (JSON) and renew the lease; raises LeaseLostError if another has it."""


class Later(Exception):  # noqa: N818 - not an error: the work is asked to come again
    """Raised by a subscriber that wants to be called again in `seconds`; costs no attempt."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(seconds)


@dataclass(frozen=True)
class Subscriber:
    """A function of (event, progress), called at least once; it must be idempotent.

    It takes ids, and tolerates that their rows are gone.
    """

    function: Callable[[Any, Progress], None]
    queue: str
    # One run serves every row that waits with the same event: for what tells a current state.
    collapses: bool = False
    # Seconds until others may think that the worker died; OUTBOX_LEASE_SECONDS if None.
    lease: float | None = None

    @property
    def lease_seconds(self) -> float:
        return float(self.lease or settings.OUTBOX_LEASE_SECONDS)

    @property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"


def subscriber(
    queue: str, *, collapses: bool = False, lease: float | None = None
) -> Callable[[Callable[[Any, Progress], None]], Subscriber]:
    """Marks a function as a subscriber whose deliveries wait in the Celery queue `queue`."""

    def mark(function: Callable[[Any, Progress], None]) -> Subscriber:
        return Subscriber(function, queue, collapses, lease)

    return mark


@cache
def table() -> dict[type[Event], list[Subscriber]]:
    """Who listens to what; `config` holds it, since it alone may know every app."""
    found: dict[type[Event], list[Subscriber]] = import_string(settings.OUTBOX_SUBSCRIBERS)
    return found


@cache
def events_by_name() -> dict[str, type[Event]]:
    return {event.__name__: event for event in table()}


@cache
def subscribers_by_name() -> dict[str, Subscriber]:
    return {each.name: each for subscribers in table().values() for each in subscribers}


def forget_table() -> None:
    """Read the table anew; for tests that bring their own."""
    for cached in (table, events_by_name, subscribers_by_name):
        cached.cache_clear()
