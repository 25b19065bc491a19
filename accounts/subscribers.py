"""What accounts does beside the request."""

from accounts.events import AvatarReplaced, ErasureDue, MailRequested
from accounts.services.erasing import erase_account
from accounts.services.mail_requests import answer_mail_request
from accounts.services.profile import erase_avatar
from core.outbox import Progress, subscriber, wait_for_others


@subscriber(queue="mail")
def send_requested_mail(event: MailRequested, progress: Progress) -> None:
    answer_mail_request(request_id=event.request_id)


@subscriber(queue="media")
def erase_replaced_avatar(event: AvatarReplaced, progress: Progress) -> None:
    erase_avatar(avatar_id=event.avatar_id)


@subscriber(queue="default")
def erase_row(event: ErasureDue, progress: Progress) -> None:
    """Last of all. Raises Later while the apps above still remove what hangs on it."""
    wait_for_others(event, erase_row)
    erase_account(user_id=event.user_id)
