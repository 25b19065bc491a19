"""Waiting for other rows of the outbox."""

from collections.abc import Iterable

from core.models import OutboxEntry
from core.outbox.events import Event
from core.outbox.subscribers import Retry, Subscriber

PAUSE = 5.0


class DeadLetterInTheWayError(Exception):
    """What must be done before is a dead letter, which only an operator can retry.

    Costs an attempt: what waits for it becomes a dead letter too, rather than wait for ever.
    """


def run_last(event: Event, subscriber: Subscriber) -> None:
    """Raises Retry while another subscriber of the event has work left.

    Raises DeadLetterInTheWayError if that is a dead letter.
    """
    rows = OutboxEntry.objects.filter(key=event.key).exclude(subscriber=subscriber.name)
    _check_alive(rows.filter(dead_at__isnull=False).values_list("pk", flat=True)[:10])
    if rows.exists():
        raise Retry(PAUSE)


def pending_keys(events: Iterable[Event]) -> set[str]:
    """The keys of the events for which a subscriber has work left; dead letters do not count."""
    rows = OutboxEntry.objects.filter(key__in=[event.key for event in events], dead_at=None)
    return set(rows.values_list("key", flat=True))


def check_alive(events: Iterable[Event]) -> None:
    """Raises DeadLetterInTheWayError if a subscriber of one of the events is a dead letter."""
    dead = OutboxEntry.objects.filter(
        key__in=[event.key for event in events], dead_at__isnull=False
    )
    _check_alive(dead.values_list("pk", flat=True)[:10])


def _check_alive(dead: Iterable[int]) -> None:
    if found := list(dead):
        raise DeadLetterInTheWayError(f"Retry these outbox entries first: {found}")
