"""Signing in by a code from one's mailbox, without the password."""

from django.db import transaction

from accounts.events import MailRequested
from accounts.models import MailRequest, User
from accounts.selectors import find_by_login
from accounts.services.mailed_codes import Purpose, WrongCodeError, redeem_code, write_code
from core.mail import queue_mail
from core.outbox import emit


@transaction.atomic
def request_sign_in_code(*, login: str) -> None:
    """Ask for a code by username or e-mail. What is answered tells nothing about either."""
    request = MailRequest.objects.create(purpose=MailRequest.Purpose.SIGN_IN, login=login[:254])
    emit(MailRequested(request_id=request.pk))


@transaction.atomic
def send_sign_in_code(*, login: str) -> None:
    """To whoever it is, if they have a verified address; for the worker."""
    user = find_by_login(login=login)
    if user is None or not user.is_active or not user.email:
        return
    written = write_code(user=user, purpose=Purpose.SIGN_IN, email=user.email)
    queue_mail(
        to=user.email,
        template="sign_in_code",
        language=user.language,
        user=user,
        written=written,
    )


def verify_sign_in_code(*, login: str, code: str) -> User:
    """The person whose mailed code this is; it is used up. Raises WrongCodeError.

    A second factor, where there is one, is still to be shown.
    """
    user = find_by_login(login=login)
    row = redeem_code(user=user, purpose=Purpose.SIGN_IN, code=code)
    used, _rows = row.user.mailed_codes.filter(pk=row.pk, token_digest=row.token_digest).delete()
    if not used or not row.user.is_active:
        raise WrongCodeError
    return row.user
