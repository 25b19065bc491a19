"""Registering, suspending and unsuspending users."""

from django.db import IntegrityError, transaction

from accounts.events import AccountHidden, AccountShown
from accounts.models import User
from accounts.services.email_addresses import can_mail_code, send_verification_code
from accounts.services.sessions import end_sessions
from accounts.services.usernames import claim_username
from accounts.validation import emails, usernames
from accounts.validation.registration import registration_errors, username_taken_error
from core.db.transactions import atomic
from core.errors import DomainError
from core.outbox import emit


def register_user(*, username: str, email: str, password: str, language: str = "") -> User:
    """Create an account, and mail the code that verifies its address. Returns the user.

    An address of another account is accepted like any other: its owner gets a mail instead.
    Raises DomainError, naming the field, for invalid values and a username that is taken, also
    by a parallel request.
    """
    errors = registration_errors(username=username, email=email, password=password)
    for field, problems in errors.items():
        raise DomainError.of_field(field, problems[0])
    email = emails.normalise(email)
    user = User(username=usernames.normalise(username), language=language)
    # Before the transaction: both would hold it open.
    user.set_password(password)
    can_mail = can_mail_code(email=email)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            claim_username(user=user)
            send_verification_code(user=user, email=email, is_mailed=can_mail)
    except IntegrityError as error:
        raise _collision(user, error) from error
    return user


@atomic
def suspend_user(*, user: User) -> None:
    """End a user's sessions and sockets at once, and hide everything of theirs. Idempotent."""
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        end_sessions(user=user)
        emit(AccountHidden(user_id=user.pk))


@atomic
def unsuspend_user(*, user: User) -> None:
    """Let a suspended user log in again. Idempotent."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        emit(AccountShown(user_id=user.pk))


def _collision(user: User, error: IntegrityError) -> Exception:
    """The error for a username that was taken while we were hashing."""
    if User.objects.named(user.username).exists():
        return DomainError.of_field("username", username_taken_error())
    return error
