"""How a service notifies other apps of what happened."""

from functools import partial

from django.db import connection, transaction

from core.models import OutboxEntry
from core.outbox.events import Event
from core.outbox.notify import notify_workers
from core.outbox.subscribers import subscribers_by_event

LOWEST_PRIORITY = 9


def emit(event: Event, *, priority: int = 0) -> None:
    """Write one row for each subscriber of `event`, in the caller's transaction.

    Tasks of a lower `priority` come first in their queue, up to LOWEST_PRIORITY.

    Raises RuntimeError outside a transaction: the effect must be committed with its change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"emit({type(event).__name__}) needs the transaction of its change.")
    entries = OutboxEntry.objects.bulk_create(
        OutboxEntry(
            event=type(event).__name__,
            payload=event.to_payload(),
            key=event.key,
            subscriber=subscriber.name,
            queue=subscriber.queue,
            priority=priority,
        )
        for subscriber in subscribers_by_event()[type(event)]
    )
    transaction.on_commit(partial(notify_workers, entries), robust=True)
