"""How a service notifies other apps of what happened."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connection, transaction

from core.models import OutboxEntry
from core.outbox.events import Event
from core.outbox.notify import notify_workers
from core.outbox.subscribers import Subscriber, subscribers_by_event

LOWEST_PRIORITY = 9
# By hand, since nearly every change writes such rows: through the ORM it costs four times as much.
INSERT = """
    INSERT INTO outbox (event, payload, key, subscriber, queue, priority, attempts, last_error)
    SELECT %(event)s, %(payload)s::jsonb, %(key)s, name, queue, %(priority)s, 0, ''
    FROM unnest(%(names)s::text[], %(queues)s::text[]) AS subscriber (name, queue)
    RETURNING id, subscriber, queue
"""


def emit(event: Event, *, priority: int = 0) -> None:
    """Write one row for each subscriber of `event`, in the caller's transaction.

    Tasks of a lower `priority` come first in their queue, up to LOWEST_PRIORITY.

    Raises RuntimeError outside a transaction: the effect must be committed with its change.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"emit({type(event).__name__}) needs the transaction of its change.")
    entries = _insert(event, subscribers_by_event()[type(event)], priority)
    transaction.on_commit(partial(notify_workers, entries), robust=True)


def _insert(event: Event, subscribers: Sequence[Subscriber], priority: int) -> list[OutboxEntry]:
    """The rows, as far as `notify_workers` needs them; one statement for all subscribers."""
    params: dict[str, Any] = {
        "event": type(event).__name__,
        "payload": json.dumps(event.to_payload()),
        "key": event.key,
        "priority": priority,
        "names": [subscriber.name for subscriber in subscribers],
        "queues": [subscriber.queue for subscriber in subscribers],
    }
    with connection.cursor() as cursor:
        cursor.execute(INSERT, params)
        return [
            OutboxEntry(pk=pk, subscriber=name, queue=queue, priority=priority)
            for pk, name, queue in cursor.fetchall()
        ]
