"""Showing who one is by name and password: alike and equally long, whatever is wrong.

Guesses are counted for each account before the password is looked at, so that many at once get no
further than one after the other. The count stops strangers only: from a device that somebody has
signed in from before, they are let in whoever else is guessing.
"""

from django.contrib.auth import hashers
from django.utils.translation import gettext_lazy as _

from accounts.clients.client import Client
from accounts.limits import SIGN_IN_FAILURES
from accounts.models import User
from accounts.selectors import find_by_login
from accounts.services.devices import rate_key_for_device
from accounts.validation import identifiers
from core import limits
from core.errors import DomainError


class WrongCredentialsError(DomainError):
    status = 401
    code = "authentication_failed"
    detail = _("Wrong username or password.")


class WrongPasswordError(DomainError):
    code = "wrong_password"
    detail = _("That is not your password.")


def verify_credentials(*, login: str, password: str, client: Client = Client.UNKNOWN) -> User:
    """The person of a username or e-mail, in any case, and a password; not suspended.

    Raises WrongCredentialsError, alike for every reason and after the time of one hash, and
    LimitedError after too many guesses, for names that nobody has too. A hash of an older cost is
    made anew.
    """
    user = find_by_login(login=login)
    device = rate_key_for_device(user=user, token=client.device)
    name = identifiers.normalise(login)
    account, typed = f"{user.pk if user else name}{device}", f"as:{name}{device}"
    is_open = _is_open(account, typed)
    if not _is_right(user, password) or user is None or not user.is_active or not is_open:
        raise WrongCredentialsError
    for counted in (account, typed):
        limits.reset(SIGN_IN_FAILURES, by=counted)
    return user


def reauthenticate(*, user: User, password: str, attr: str = "password") -> None:
    """Make sure that it is still them, within a session. Raises WrongPasswordError, LimitedError.

    Counted for each account, so that a stolen session is no way to guess the password.
    """
    counted_by = f"again:{user.pk}"
    limits.hit(SIGN_IN_FAILURES, by=counted_by)
    if not _is_right(user, password):
        raise WrongPasswordError(attr=attr)
    limits.reset(SIGN_IN_FAILURES, by=counted_by)


def _is_open(account: str, typed: str) -> bool:
    """Count a guess for the account, and one for the name that was typed, which alone is told.

    Otherwise five guesses by the username would show whose address it is: the first one by the
    address would be told that it is the sixth.
    """
    try:
        limits.hit(SIGN_IN_FAILURES, by=account)
        is_open = True
    except limits.LimitedError:
        is_open = False
    limits.hit(SIGN_IN_FAILURES, by=typed)
    return is_open


def _is_right(user: User | None, password: str) -> bool:
    if user is None:
        hashers.make_password(password)
        return False
    is_right, is_outdated = hashers.verify_password(password, user.password)
    return is_right and (not is_outdated or _upgrade(user, password))


def _upgrade(user: User, password: str) -> bool:
    """Hash anew, but never over a password that was changed meanwhile."""
    newer = hashers.make_password(password)
    if User.objects.filter(pk=user.pk, password=user.password).update(password=newer):
        user.password = newer
        return True
    user.refresh_from_db(fields=["password"])
    return hashers.check_password(password, user.password)
