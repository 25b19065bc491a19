"""Signing in by a code from one's mailbox, without the password."""

from django.db import transaction

from accounts.models import MailedCode, MailRequest, User
from accounts.selectors import find_by_login
from accounts.services.asked_mails import find_mail_recipient, request_mail
from accounts.services.mailed_codes import (
    Purpose,
    WrongCodeError,
    consume_code,
    issue_code,
    redeem_code,
)
from accounts.services.security_mail import queue_security_mail


class WrongSignInCodeError(WrongCodeError):
    status = 401


def request_sign_in_code(*, login: str) -> None:
    """Ask for a code by username or e-mail. What is answered tells nothing about either.

    Raises LimitedError.
    """
    request_mail(purpose=MailRequest.Purpose.SIGN_IN, login=login)


@transaction.atomic
def send_sign_in_code(*, login: str) -> None:
    """To whoever it is; for the worker."""
    user = find_mail_recipient(login=login)
    if user is not None and user.email:
        issued = issue_code(user=user, purpose=Purpose.SIGN_IN, email=user.email)
        queue_security_mail(user=user, template="sign_in_code", issued=issued)


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
    consume_sign_in_code(row=row)
    return row.user


def consume_sign_in_code(*, row: MailedCode) -> None:
    """Raises WrongSignInCodeError, where somebody else has just used it."""
    try:
        consume_code(row=row)
    except WrongCodeError as error:
        raise WrongSignInCodeError from error
