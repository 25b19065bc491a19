"""The only Celery task: look into the outbox."""

from celery import shared_task

from core.outbox.deliver import deliver_due


@shared_task(name="core.deliver")
def deliver(queue: str) -> None:
    deliver_due(queue)
