"""Signing in by a code from one's mailbox, without the password."""

from django.db import transaction

from accounts import emails, logins
from accounts.events import MailRequested
from accounts.models import MailedCode, MailRequest, User
from accounts.selectors import find_by_login
from accounts.services.mailed_codes import (
    Purpose,
    WrongCodeError,
    is_flooded,
    redeem_code,
    use_up,
    write_code,
)
from core import limits
from core.mail import queue_mail
from core.outbox import emit


class WrongSignInCodeError(WrongCodeError):
    status = 401


@transaction.atomic
def request_sign_in_code(*, login: str) -> None:
    """Ask for a code by username or e-mail. What is answered tells nothing about either.

    Raises LimitedError.
    """
    # What is counted is what is kept: blanks or more behind a name make no new name.
    asked = logins.normalise(login)[: emails.LONGEST]
    limits.take(limits.MAILED_CODES, by=asked)
    request = MailRequest.objects.create(purpose=MailRequest.Purpose.SIGN_IN, login=asked)
    emit(MailRequested(request_id=request.pk))


@transaction.atomic
def send_sign_in_code(*, login: str) -> None:
    """To whoever it is, if they have a verified address; for the worker."""
    user = find_by_login(login=login)
    if user is None or not user.is_active or not user.email or is_flooded(user=user):
        return
    written = write_code(user=user, purpose=Purpose.SIGN_IN, email=user.email)
    queue_mail(
        to=user.email,
        template="sign_in_code",
        language=user.language,
        user=user,
        written=written,
    )


def check_sign_in_code(*, login: str, code: str) -> MailedCode:
    """The mailed code, still to be used up, with its person. Raises WrongSignInCodeError."""
    try:
        row = redeem_code(user=find_by_login(login=login), purpose=Purpose.SIGN_IN, code=code)
    except WrongCodeError as error:
        raise WrongSignInCodeError from error
    if not row.user.is_active:
        raise WrongSignInCodeError
    return row


def verify_sign_in_code(*, login: str, code: str) -> User:
    """The person whose mailed code this is; it is used up. Raises WrongSignInCodeError.

    A second factor, where there is one, is still to be shown.
    """
    row = check_sign_in_code(login=login, code=code)
    use_up_sign_in_code(row=row)
    return row.user


def use_up_sign_in_code(*, row: MailedCode) -> None:
    """Raises WrongSignInCodeError, where somebody else has just used it."""
    try:
        use_up(row=row)
    except WrongCodeError as error:
        raise WrongSignInCodeError from error
