"""Deactivating and deleting an account. Until it is purged, logging in reactivates it."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models.functions import Now

from accounts.events import AccountHidden, AccountPurgeStarted, AccountShown
from accounts.models import User
from accounts.services.credentials import reauthenticate
from accounts.services.security_mail import queue_security_mail
from accounts.services.sessions import end_sessions
from core.db.transactions import atomic
from core.outbox import LOWEST_PRIORITY, emit

GRACE = timedelta(days=30)
DUE_MAX = 100


def deactivate_account(*, user: User, password: str) -> None:
    """Hide a user until the next login. Raises WrongPasswordError and LimitedError."""
    reauthenticate(user=user, password=password)
    _hide(user)


def delete_account(*, user: User, password: str) -> None:
    """Hide a user at once, to be purged after GRACE. Raises WrongPasswordError and LimitedError."""
    reauthenticate(user=user, password=password)
    with transaction.atomic():
        _hide(user, erase_at=Now() + GRACE)
        queue_security_mail(user=user, template="account_deleted", days=GRACE.days)


@atomic
def reactivate_account(*, user: User) -> bool:
    """Show a deactivated user again. False if the user was not deactivated. Idempotent."""
    gone = User.objects.filter(pk=user.pk, deactivated_at__isnull=False)
    if not gone.update(deactivated_at=None, erase_at=None):
        return False
    user.deactivated_at = user.erase_at = None
    emit(AccountShown(user_id=user.pk))
    return True


def start_due_purges() -> None:
    """Start the purge of up to 100 deleted accounts whose 30 days are over. Idempotent."""
    due = User.objects.filter(erase_at__lte=Now()).values_list("pk", flat=True)
    for user_id in due[:DUE_MAX]:
        _start_purge(user_id)


@atomic
def _hide(user: User, **fields: object) -> None:
    User.objects.filter(pk=user.pk).update(deactivated_at=Now(), **fields)
    end_sessions(user=user)
    emit(AccountHidden(user_id=user.pk))


@atomic
def _start_purge(user_id: UUID) -> None:
    """There is no way back from here: the account accepts no login any more."""
    due = User.objects.select_for_update().filter(pk=user_id, erase_at__lte=Now())
    if due.update(erase_at=None, is_active=False, password=make_password(None)):
        emit(AccountPurgeStarted(user_id=user_id), priority=LOWEST_PRIORITY)
