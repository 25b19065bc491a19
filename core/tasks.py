"""Tasks for mail and for the periodic work of the plumbing; see CELERY_BEAT_SCHEDULE."""

from celery import shared_task

from core.api.idempotency import purge_expired_responses
from core.limits.sql_store import purge_expired_attempts
from core.mail.events import MailQueued
from core.mail.sending import purge_old_mails, send_queued_mail
from core.media.unclaimed import purge_unclaimed_files
from core.outbox import Progress, subscriber
from core.outbox.resending import dead_letter_unknown, resend_overdue


@subscriber(queue="mail")
def send_mail(event: MailQueued, progress: Progress) -> None:
    send_queued_mail(mail_id=event.mail_id)


@shared_task(name="core.resend_overdue")
def resend_overdue_entries() -> None:
    resend_overdue()


@shared_task(name="core.dead_letter_unknown")
def dead_letter_unknown_entries() -> None:
    dead_letter_unknown()


@shared_task(name="core.purge_expired")
def purge_expired() -> None:
    """Counts of attempts, responses to idempotent requests and unsent mails that are too old."""
    purge_expired_attempts()
    purge_expired_responses()
    purge_old_mails()


@shared_task(name="core.purge_unclaimed_files")
def purge_unclaimed() -> None:
    """Files in the media store that no row came to refer to."""
    purge_unclaimed_files()
