"""What the worker does about a mail that somebody asked for."""

from uuid import UUID

from django.db import transaction

from accounts.models import MailRequest
from accounts.services.passwords import send_reset_mail
from accounts.services.sign_in_codes import send_sign_in_code


@transaction.atomic
def answer_mail_request(*, request_id: UUID) -> None:
    """Queue the mail, if there is somebody to get it, and forget the request; once."""
    request = MailRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        return
    if request.purpose == MailRequest.Purpose.RESET:
        send_reset_mail(login=request.login)
    else:
        send_sign_in_code(login=request.login)
    request.delete()
