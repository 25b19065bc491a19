"""Doing in this process what the workers would do."""

from celery import current_app
from django.db.models import QuerySet
from django.db.models.functions import Now

from core.models import OutboxEntry
from core.outbox.leases import known_entries


def deliver_due(queue: str | None = None) -> int:
    """Run the tasks of all rows that are due, oldest first, as a worker runs them; how many."""
    count = 0
    while entry := _due(queue).first():
        run_task(entry)
        count += 1
    return count


def run_task(entry: OutboxEntry) -> None:
    """Run the Celery task of a row."""
    current_app.tasks[entry.subscriber](entry.pk)


def make_due() -> None:
    """The pauses and leases of all rows are over."""
    OutboxEntry.objects.update(available_at=Now(), resend_at=Now())


def _due(queue: str | None) -> QuerySet[OutboxEntry]:
    due = known_entries().filter(dead_at=None, available_at__lte=Now())
    return (due.filter(queue=queue) if queue else due).order_by("available_at", "pk")


def run_schedule() -> None:
    """Run each of beat's periodic tasks once."""
    current_app.loader.import_default_modules()
    for entry in current_app.conf.beat_schedule.values():
        current_app.tasks[entry["task"]]()
