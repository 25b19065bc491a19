"""What accounts does beside the request."""

from accounts.events import MailRequested
from accounts.services.mail_requests import answer_mail_request
from core.outbox import Progress, subscriber


@subscriber(queue="mail")
def send_requested_mail(event: MailRequested, progress: Progress) -> None:
    answer_mail_request(request_id=event.request_id)
