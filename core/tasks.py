"""What the worker does from time to time for the plumbing; see CELERY_BEAT_SCHEDULE."""

from celery import shared_task

from core.idempotency import purge_expired_answers
from core.limits.sql_store import purge_expired_attempts
from core.outbox.resending import resend_overdue


@shared_task(name="core.resend_overdue")
def resend_overdue_deliveries() -> None:
    resend_overdue()


@shared_task(name="core.purge_expired")
def purge_expired() -> None:
    """The counts of attempts and the answers to idempotent requests that are too old to matter."""
    purge_expired_attempts()
    purge_expired_answers()
