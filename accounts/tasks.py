"""What the worker does for accounts."""

from celery import shared_task

from accounts.events import AccountPurgeStarted, AvatarReplaced, MailRequested
from accounts.services import purging
from accounts.services.devices import purge_expired_devices
from accounts.services.leaving import start_due_purges
from accounts.services.mail_requests import answer_mail_request, purge_expired_requests
from accounts.services.mailed_codes import purge_expired_codes
from accounts.services.profile import purge_avatar_file
from accounts.services.second_factors import purge_expired_secrets
from accounts.services.sessions import purge_ended_sessions
from accounts.services.usernames import release_usernames
from core.outbox import Progress, run_last, subscriber


@subscriber(queue="mail")
def send_requested_mail(event: MailRequested, progress: Progress) -> None:
    answer_mail_request(request_id=event.request_id)


@subscriber(queue="media")
def purge_avatar(event: AvatarReplaced, progress: Progress) -> None:
    purge_avatar_file(avatar_id=event.avatar_id)


@subscriber(queue="default")
def purge_account(event: AccountPurgeStarted, progress: Progress) -> None:
    """Last of all. Raises Retry while the apps above still purge what belongs to it, and
    DeadLetterInTheWayError if what they had to do is a dead letter."""
    run_last(event, purge_account)
    purging.purge_account(user_id=event.user_id)


@shared_task(name="accounts.start_due_purges")
def start_due_account_purges() -> None:
    start_due_purges()


@shared_task(name="accounts.purge_expired")
def purge_expired() -> None:
    """Sessions, known devices, mailed codes, held usernames, and what was never completed."""
    purge_ended_sessions()
    purge_expired_devices()
    purge_expired_codes()
    purge_expired_requests()
    purge_expired_secrets()
    release_usernames()
