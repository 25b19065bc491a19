"""What listens to events, and how long work remembers where it stopped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from core.outbox.events import Event


class Progress(Protocol):
    """How far a long subscriber has come, kept in the database across crashes."""

    cursor: Any

    def save(self, cursor: Any) -> None:
        """Keep `cursor` (JSON) and renew the lease; raises LeaseLostError if another has it."""


class Retry(Exception):  # noqa: N818 - as Celery's own: not an error, but a request to run again
    """Raised by a subscriber that wants to run again in `seconds`; costs no attempt.

    The admin shows a `reason` that is given.
    """

    def __init__(self, seconds: float, reason: str = "") -> None:
        self.seconds = seconds
        self.reason = reason
        super().__init__(seconds)


@dataclass(frozen=True)
class Subscriber:
    """A function of (event, progress), called at least once; it must be idempotent.

    It takes ids, and tolerates that their rows are gone.
    """

    function: Callable[[Any, Progress], None]
    # Of the Celery task too, such as "feeds.fan_out_post"; it is kept in rows.
    name: str
    queue: str
    # One run serves every row that waits with the same event: for what announces a current state.
    collapses: bool = False
    # Seconds after which Celery kills the task; CELERY_TASK_TIME_LIMIT if None.
    time_limit: float | None = None

    @property
    def seconds_max(self) -> float:
        """The longest that one run can take."""
        return float(self.time_limit or settings.CELERY_TASK_TIME_LIMIT)


@cache
def subscribers_by_event() -> dict[type[Event], list[Subscriber]]:
    """Who listens to what; `config` holds the table, since it alone may know every app."""
    found: dict[type[Event], list[Subscriber]] = import_string(settings.OUTBOX_SUBSCRIBERS)
    return found


@cache
def events_by_name() -> dict[str, type[Event]]:
    return {event.__name__: event for event in subscribers_by_event()}


@cache
def subscribers_by_name() -> dict[str, Subscriber]:
    every = subscribers_by_event().values()
    return {each.name: each for subscribers in every for each in subscribers}


def clear_subscribers_cache() -> None:
    """Read the table anew; for tests that bring their own."""
    for cached in (subscribers_by_event, events_by_name, subscribers_by_name):
        cached.cache_clear()
