"""Joining InstaPro, and being shut out of it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import emails, usernames
from accounts.models import User
from accounts.registration import email_taken, problems_of, username_taken
from accounts.services.sessions import end_sessions
from core.errors import DomainError


def register_user(*, username: str, email: str, password: str, display_name: str = "") -> User:
    """A new account, which nobody is signed in to yet.

    Raises DomainError, naming the field, for what is not allowed or taken; of many who ask for
    one name at the same moment, all but one are told that it is taken.
    """
    given = {"username": username, "email": email, "display_name": display_name.strip()}
    for field, problems in problems_of(password=password, **given).items():
        raise _refusal(field, problems[0])
    user = User(
        username=usernames.normalise(username),
        email=emails.normalise(email),
        display_name=given["display_name"],
    )
    # The hash takes a quarter of a second on purpose: not while a transaction is open.
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise _collision(user, error) from error
    return user


@transaction.atomic
def deactivate_user(*, user: User) -> None:
    """Shut somebody out at once, on the page and in every app; again is no change."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_sessions(user=user)


def reactivate_user(*, user: User) -> None:
    """Let somebody in again; their apps have to sign in anew."""
    User.objects.filter(pk=user.pk).update(is_active=True)


def _collision(user: User, error: IntegrityError) -> Exception:
    """What somebody else got while we were hashing."""
    if User.objects.named(user.username).exists():
        return _refusal("username", username_taken())
    if User.objects.with_email(user.email).exists():
        return _refusal("email", email_taken())
    return error


def _refusal(field: str, problem: ValidationError) -> DomainError:
    return DomainError(problem.messages[0], code=problem.code or "invalid", attr=field)
