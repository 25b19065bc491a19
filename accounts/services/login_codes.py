"""Logging in by a mailed code, without the password."""

from accounts.models import MailedCode, User
from accounts.selectors import find_by_login
from accounts.services.mailed_codes import Purpose, WrongCodeError, consume_code, redeem_code


class WrongLoginCodeError(WrongCodeError):
    status = 401


def check_login_code(*, login: str, code: str) -> MailedCode:
    """The row of the mailed code, with its user; not consumed yet. Raises WrongLoginCodeError."""
    try:
        row = redeem_code(user=find_by_login(login=login), purpose=Purpose.LOGIN, code=code)
    except WrongCodeError as error:
        raise WrongLoginCodeError from error
    if not row.user.is_active:
        raise WrongLoginCodeError
    return row


def verify_login_code(*, login: str, code: str) -> User:
    """The user whose mailed code this is; consumes it. Raises WrongLoginCodeError.

    A second factor, where there is one, is still to be checked.
    """
    row = check_login_code(login=login, code=code)
    consume_login_code(row=row)
    return row.user


def consume_login_code(*, row: MailedCode) -> None:
    """Raises WrongLoginCodeError where a parallel request has consumed it."""
    try:
        consume_code(row=row)
    except WrongCodeError as error:
        raise WrongLoginCodeError from error
