"""Checking passwords: the same response after the same time, whatever is wrong.

Attempts are counted per account before the password is checked, so parallel guesses get no further
than sequential ones. Trusted devices have counts of their own: a stranger's guesses do not lock
the owner out there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import hashers
from django.utils.translation import gettext_lazy as _

from accounts.clients.client import Client
from accounts.limits import LOGIN_FAILURES
from accounts.models import User
from accounts.selectors import find_login
from accounts.services.devices import rate_key
from accounts.validation import identifiers
from core import limits
from core.errors import DomainError, UnavailableError
from core.refusals import refused


class WrongCredentialsError(DomainError):
    status = 401
    code = "authentication_failed"
    detail = _("Wrong username or password.")


class WrongPasswordError(DomainError):
    code = "wrong_password"
    detail = _("That is not your password.")


def verify_credentials(*, login: str, password: str, client: Client = Client.UNKNOWN) -> User:
    """The active user of a username or email, in any case, with this password.

    Raises WrongCredentialsError, the same for every reason and after the time of one hash, and
    LimitedError after too many attempts, for unknown usernames too. A hash of another cost is
    renewed.
    """
    user, is_trusted = find_login(login=login, device=client.device)
    device = rate_key(token=client.device) if is_trusted else ""
    name = identifiers.normalise(login)
    account, typed = f"{user.pk if user else name}{device}", f"as:{name}{device}"
    is_open = _count_attempt(account, typed)
    with _uncounted_if_unavailable(*([account, typed] if is_open else [typed])):
        is_correct = _verify(user, password)
    if not is_correct or user is None or not user.is_active or not is_open:
        raise refused(WrongCredentialsError(), user_id=user and user.pk)
    for key in (account, typed):
        limits.reset(LOGIN_FAILURES, by=key)
    return user


def reauthenticate(*, user: User, password: str, attr: str = "password") -> None:
    """Check the password again before a dangerous change.

    Raises WrongPasswordError at `attr`, and LimitedError: attempts are counted per account, so a
    stolen session does not help to guess the password.
    """
    key = f"again:{user.pk}"
    limits.hit(LOGIN_FAILURES, by=key)
    with _uncounted_if_unavailable(key):
        is_correct = _verify(user, password)
    if not is_correct:
        raise refused(WrongPasswordError(attr=attr), user_id=user.pk)
    limits.reset(LOGIN_FAILURES, by=key)


def _count_attempt(account: str, typed: str) -> bool:
    """Count an attempt for the account, and one for the login as typed. Returns whether the
    account is open; raises LimitedError only for the login as typed.

    Otherwise five attempts by username, then one by email, would reveal whose address it is.
    """
    try:
        limits.hit(LOGIN_FAILURES, by=account)
        is_open = True
    except limits.LimitedError:
        is_open = False
    limits.hit(LOGIN_FAILURES, by=typed)
    return is_open


@contextmanager
def _uncounted_if_unavailable(*keys: str) -> Iterator[None]:
    """Take the attempt back if the password could not be checked: an overload locks no account."""
    try:
        yield
    except UnavailableError:
        for key in keys:
            limits.refund(LOGIN_FAILURES, by=key)
        raise


def _verify(user: User | None, password: str) -> bool:
    if user is None:
        hashers.make_password(password)
        return False
    is_correct, is_outdated = hashers.verify_password(password, user.password)
    return is_correct and (not is_outdated or _renew_hash(user, password))


def _renew_hash(user: User, password: str) -> bool:
    """Renew the hash, but never over a password that was changed meanwhile."""
    newer = hashers.make_password(password)
    if User.objects.filter(pk=user.pk, password=user.password).update(password=newer):
        user.password = newer
        return True
    user.refresh_from_db(fields=["password"])
    return hashers.check_password(password, user.password)
