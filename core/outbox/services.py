"""What an operator can do with outbox entries."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from core.models import OutboxEntry
from core.outbox.notify import notify_workers

RETRIED_MAX = 1_000


def retry_entries(*, entries: QuerySet[OutboxEntry]) -> int:
    """Give up to 1,000 dead letters a fresh set of attempts; how many there were."""
    with transaction.atomic():
        dead = entries.filter(dead_at__isnull=False).select_for_update(skip_locked=True)
        retried = list(dead[:RETRIED_MAX])
        rows = OutboxEntry.objects.filter(pk__in=[each.pk for each in retried])
        rows.update(
            dead_at=None, attempts=0, outage_since=None, available_at=Now(), resend_at=Now()
        )
    notify_workers(retried)
    return len(retried)
