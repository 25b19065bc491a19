"""Joining InstaPro, and being shut out of it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.events import AccountHidden, AccountShown
from accounts.models import User
from accounts.services.email_addresses import send_verification_code
from accounts.services.sessions import end_sessions
from accounts.validation import emails, usernames
from accounts.validation.registration import registration_errors, username_taken_error
from core.errors import DomainError
from core.outbox import emit


def register_user(
    *, username: str, email: str, password: str, display_name: str = "", language: str = ""
) -> User:
    """A new account, which nobody is signed in to yet; its address is still to be verified.

    An address that belongs to somebody is taken like any other: only its owner is told, by mail.
    Raises DomainError, naming the field, for what is not allowed or taken; of many who ask for
    one name at the same moment, all but one are told that it is taken.
    """
    given = {"username": username, "email": email, "display_name": display_name.strip()}
    for field, problems in registration_errors(password=password, **given).items():
        raise _refusal(field, problems[0])
    user = User(
        username=usernames.normalise(username),
        display_name=given["display_name"],
        language=language,
    )
    # The hash takes a quarter of a second on purpose: not while a transaction is open.
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            send_verification_code(user=user, email=emails.normalise(email))
    except IntegrityError as error:
        raise _collision(user, error) from error
    return user


@transaction.atomic
def suspend_user(*, user: User) -> None:
    """Shut somebody out at once, of pages, apps and sockets, and hide what is theirs.

    Again is no change.
    """
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        end_sessions(user=user)
        emit(AccountHidden(user_id=user.pk))


@transaction.atomic
def unsuspend_user(*, user: User) -> None:
    """Let somebody in again; they have to sign in anew, everywhere."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        emit(AccountShown(user_id=user.pk))


def _collision(user: User, error: IntegrityError) -> Exception:
    """What somebody else got while we were hashing."""
    if User.objects.named(user.username).exists():
        return _refusal("username", username_taken_error())
    return error


def _refusal(field: str, problem: ValidationError) -> DomainError:
    return DomainError(problem.messages[0], code=problem.code or "invalid", attr=field)
