"""The transactional outbox: effects of a change, written as rows in the change's transaction.

`emit(event)` writes one row for each subscriber in `config/subscribers.py` and, after the commit,
sends the subscriber's own Celery task with the id of its row. The row is the guarantee; the
message may get lost.
"""

from core.outbox.batches import Step, Turn, run_batches
from core.outbox.emitting import LOWEST_PRIORITY, emit
from core.outbox.events import Event
from core.outbox.ordering import check_alive, pending_keys, run_last
from core.outbox.subscribers import Progress, Retry, Subscriber
from core.outbox.tasks import subscriber

__all__ = [
    "LOWEST_PRIORITY",
    "Event",
    "Progress",
    "Retry",
    "Step",
    "Subscriber",
    "Turn",
    "check_alive",
    "emit",
    "pending_keys",
    "run_batches",
    "run_last",
    "subscriber",
]
