"""Sends the tasks of overdue rows again: their message got lost, or their worker died."""

from django.conf import settings
from django.db.models.functions import Now

from core.models import OutboxEntry
from core.outbox.leases import from_now
from core.outbox.notify import count_messages, notify_workers
from core.outbox.running import run_entry
from core.outbox.subscribers import subscribers_by_name

BATCH_SIZE = 1_000
# With more messages than this in its queue a row waits for workers, not for a message.
BACKLOG_MAX = 1_000
# Seconds until a message that was sent again counts as lost, too.
PAUSE = 30.0


def resend_overdue() -> int:
    """Send the tasks of overdue rows, at most a batch for each queue; how many were sent.

    Two of it at once do no harm: a row whose task is sent twice runs once.
    """
    return sum(_resend(queue.name) for queue in settings.CELERY_TASK_QUEUES)


def _resend(queue: str) -> int:
    backlog = count_messages(queue)
    if backlog is None or backlog > BACKLOG_MAX:
        return 0
    overdue = OutboxEntry.objects.filter(queue=queue, dead_at=None, resend_at__lte=Now())
    rows = list(overdue.order_by("resend_at")[:BATCH_SIZE])
    known = [row for row in rows if row.subscriber in subscribers_by_name()]
    for row in rows:
        if row.subscriber not in subscribers_by_name():
            # No worker has such a task: it fails here, and ends as a dead letter.
            run_entry(row.pk, lease=settings.OUTBOX_LEASE_SECONDS)
    sent = [row.pk for row in known[: notify_workers(known)]]
    # A row that was claimed in the meantime is not overdue any more, and keeps its time.
    overdue.filter(pk__in=sent).update(resend_at=from_now(PAUSE))
    return len(sent)
