"""Taking an outbox row for a while: who holds the lease may work on it and change it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from core.models import OutboxEntry
from core.outbox.subscribers import events_by_name, subscribers_by_name

log = structlog.get_logger()

COLLAPSED_MAX = 1_000
WORKER_DIED = "The worker died, or lost its lease."


class LeaseLostError(Exception):
    """Another worker has the row by now; this one must stop touching it."""


class LeasedProgress:
    """The `Progress` of a claimed row."""

    def __init__(self, entry: OutboxEntry) -> None:
        self._entry = entry
        self.cursor: Any = entry.cursor

    def save(self, cursor: Any) -> None:
        """Earlier failures count no more: what failed then has been done by now."""
        until = from_now(settings.OUTBOX_LEASE_SECONDS)
        if not held(self._entry).update(
            cursor=cursor, attempts=1, outage_since=None, available_at=until, resend_at=until
        ):
            raise LeaseLostError(self._entry.pk)
        self._entry.attempts, self._entry.outage_since = 1, None
        self.cursor = cursor


def claim(entry_id: int) -> OutboxEntry | None:
    """Lease a row and count the attempt; None if it is gone, held, waits or is unknown here.

    The attempt is counted here, so that a worker that dies counts too; a row without one left is
    dead-lettered. Costs the same however many rows wait.
    """
    due = known_entries().filter(pk=entry_id, dead_at=None, available_at__lte=Now())
    until = from_now(settings.OUTBOX_LEASE_SECONDS)
    holder = uuid4()
    if not due.filter(attempts__lt=settings.OUTBOX_MAX_ATTEMPTS).update(
        lease=holder, attempts=F("attempts") + 1, available_at=until, resend_at=until
    ):
        _dead_letter(due.filter(attempts__gte=settings.OUTBOX_MAX_ATTEMPTS))
        return None
    entry = OutboxEntry.objects.filter(pk=entry_id, lease=holder).first()
    if entry is not None:
        _collapse(entry)
    return entry


def known_entries() -> QuerySet[OutboxEntry]:
    """Those that this version of the code can run.

    The others were written by a newer version, during a deploy: its own workers run them.
    """
    return OutboxEntry.objects.filter(
        event__in=events_by_name(), subscriber__in=subscribers_by_name()
    )


def held(entry: OutboxEntry) -> QuerySet[OutboxEntry]:
    """The row as long as its lease is ours: every change of it goes through this."""
    return OutboxEntry.objects.filter(pk=entry.pk, lease=entry.lease)


def from_now(seconds: float) -> CombinedExpression:
    """A time by the database's clock, which every worker shares."""
    return Now() + timedelta(seconds=seconds)


def _dead_letter(exhausted: QuerySet[OutboxEntry]) -> None:
    """Dead-letter a row that was claimed for the last time by a worker that died."""
    if exhausted.update(dead_at=Now(), lease=None, last_error=WORKER_DIED):
        log.error("outbox_entry_dead", reason=WORKER_DIED)


def _collapse(entry: OutboxEntry) -> None:
    """Delete the waiting rows that this run will serve too: it starts after they were written."""
    if not subscribers_by_name()[entry.subscriber].collapses:
        return
    same = OutboxEntry.objects.filter(
        key=entry.key, subscriber=entry.subscriber, lease=None, dead_at=None
    )
    waiting = same.exclude(pk=entry.pk).select_for_update(skip_locked=True)
    OutboxEntry.objects.filter(pk__in=waiting.values("pk")[:COLLAPSED_MAX]).delete()
