"""Sends the tasks of overdue rows again: their message got lost, or their worker died."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models.functions import Now

from core.models import OutboxEntry
from core.outbox.leases import from_now, known_entries
from core.outbox.notify import count_messages, notify_workers
from core.outbox.subscribers import events_by_name, subscribers_by_name

log = structlog.get_logger()

BATCH_SIZE = 1_000
# With more messages than this in its queue a row waits for workers, not for a message.
BACKLOG_MAX = 1_000
# Seconds until a message that was sent again counts as lost, too.
PAUSE = 15.0
# How long a deploy may take: until then what no worker knows may be a newer version's.
UNKNOWN_MAX = timedelta(days=1)
UNKNOWN = "No worker knows this event or this subscriber."


def resend_overdue() -> int:
    """Send the tasks of overdue rows, at most a batch for each queue; how many were sent.

    Two of it at once do no harm: a row whose task is sent twice runs once.
    """
    return sum(_resend(queue.name) for queue in settings.CELERY_TASK_QUEUES)


def dead_letter_unknown() -> int:
    """Show operators the rows that no version of the code has run within a day; how many.

    They are left alone until then: in a deploy, rows of the new version meet the old one.
    """
    queues = [queue.name for queue in settings.CELERY_TASK_QUEUES]
    old = OutboxEntry.objects.filter(
        queue__in=queues, dead_at=None, resend_at__lt=Now() - UNKNOWN_MAX
    )
    unknown = old.exclude(event__in=events_by_name(), subscriber__in=subscribers_by_name())
    ids = list(unknown.values_list("pk", flat=True)[:BATCH_SIZE])
    count = old.filter(pk__in=ids).update(dead_at=Now(), last_error=UNKNOWN)
    if count:
        log.error("outbox_entries_unknown", count=count)
    return count


def _resend(queue: str) -> int:
    backlog = count_messages(queue)
    if backlog is None or backlog > BACKLOG_MAX:
        return 0
    overdue = known_entries().filter(queue=queue, dead_at=None, resend_at__lte=Now())
    rows = list(overdue.order_by("resend_at")[:BATCH_SIZE])
    sent = [row.pk for row in rows[: notify_workers(rows)]]
    # A row that was claimed in the meantime is not overdue any more, and keeps its time.
    overdue.filter(pk__in=sent).update(resend_at=from_now(PAUSE))
    return len(sent)
