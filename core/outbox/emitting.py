"""The one window out of a service."""

from functools import partial

from django.db import connection, transaction

from core.models import Delivery
from core.outbox import doorbell
from core.outbox.events import Event
from core.outbox.subscribers import table


def emit(event: Event) -> None:
    """Write one row for each subscriber of `event`, in the caller's transaction.

    Raises RuntimeError outside a transaction: the effect would not stand or fall with the change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"emit({type(event).__name__}) needs the transaction of its change.")
    deliveries = [
        Delivery(
            event=type(event).__name__,
            payload=event.to_payload(),
            subscriber=subscriber.name,
            queue=subscriber.queue,
        )
        for subscriber in table()[type(event)]
    ]
    Delivery.objects.bulk_create(deliveries)
    for queue in dict.fromkeys(delivery.queue for delivery in deliveries):
        transaction.on_commit(partial(doorbell.ring, queue), robust=True)
