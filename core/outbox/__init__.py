"""The transactional outbox: effects of a change, written as rows in the change's transaction.

`emit(event)` writes one row for each subscriber in `config/subscribers.py`; a worker claims the
row with a lease, runs the subscriber and deletes the row. Celery messages only say "look".
"""

from core.outbox.draining import drain
from core.outbox.emitting import emit
from core.outbox.events import Event
from core.outbox.order import wait_for_others
from core.outbox.subscribers import Later, Progress, Subscriber, subscriber

__all__ = [
    "Event",
    "Later",
    "Progress",
    "Subscriber",
    "drain",
    "emit",
    "subscriber",
    "wait_for_others",
]
