"""Logging in by a mailed code, without the password."""

from accounts.models import MailedCode, User
from accounts.selectors import find_by_login
from accounts.services.mailed_codes import Purpose, WrongCodeError, consume_code, redeem_code


class WrongSignInCodeError(WrongCodeError):
    status = 401


def check_sign_in_code(*, login: str, code: str) -> MailedCode:
    """The row of the mailed code, with its user; not consumed yet. Raises WrongSignInCodeError."""
    try:
        row = redeem_code(user=find_by_login(login=login), purpose=Purpose.SIGN_IN, code=code)
    except WrongCodeError as error:
        raise WrongSignInCodeError from error
    if not row.user.is_active:
        raise WrongSignInCodeError
    return row


def verify_sign_in_code(*, login: str, code: str) -> User:
    """The user whose mailed code this is; consumes it. Raises WrongSignInCodeError.

    A second factor, where there is one, is still to be checked.
    """
    row = check_sign_in_code(login=login, code=code)
    consume_sign_in_code(row=row)
    return row.user


def consume_sign_in_code(*, row: MailedCode) -> None:
    """Raises WrongSignInCodeError where a parallel request has consumed it."""
    try:
        consume_code(row=row)
    except WrongCodeError as error:
        raise WrongSignInCodeError from error
