"""Showing who one is by name and password: alike and equally long, whatever is wrong.

Guesses are counted for each account before the password is looked at, so that many at once get no
further than one after the other. The count stops strangers only: from a device that somebody has
signed in from before, they are let in whoever else is guessing.
"""

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from accounts.clients import NOBODYS, Client
from accounts.models import User
from accounts.selectors import find_by_login
from accounts.services.devices import is_known
from core import limits
from core.errors import DomainError


class WrongCredentialsError(DomainError):
    status = 401
    code = "authentication_failed"
    detail = _("The name or the password is wrong.")


def verify_credentials(*, login: str, password: str, client: Client = NOBODYS) -> User:
    """The person of a username or e-mail, in any case, and a password; not suspended.

    Raises WrongCredentialsError, alike for every reason and after the time of one hash, and
    LimitedError after too many guesses, for names that nobody has too. A hash of an older cost is
    made anew.
    """
    user = find_by_login(login=login)
    counted_by = _counted_by(login, user, client)
    limits.take(limits.SIGN_IN_FAILURES, by=counted_by)
    if user is None:
        make_password(password)
        raise WrongCredentialsError
    if not user.check_password(password) or not user.is_active:
        raise WrongCredentialsError
    limits.forget(limits.SIGN_IN_FAILURES, by=counted_by)
    return user


def check_password(*, user: User, password: str) -> None:
    """Make sure that it is still them, within a session. Raises WrongPasswordError, LimitedError.

    Counted for each account, so that a stolen session is no way to guess the password.
    """
    counted_by = f"again:{user.pk}"
    limits.take(limits.SIGN_IN_FAILURES, by=counted_by)
    if not user.check_password(password):
        raise WrongPasswordError(attr="password")
    limits.forget(limits.SIGN_IN_FAILURES, by=counted_by)


class WrongPasswordError(DomainError):
    code = "wrong_password"
    detail = _("That is not your password.")


def _counted_by(login: str, user: User | None, client: Client) -> str:
    if user is None:
        return f"nobody:{login.strip().lower()}"
    known = is_known(user=user, token=client.device)
    return f"{user.pk}:{client.device}" if known else f"{user.pk}"
