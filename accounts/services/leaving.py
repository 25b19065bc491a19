"""Going away: for a while, or for good. Until the account is erased, signing in brings it back."""

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models.functions import Now

from accounts.events import AccountHidden, AccountShown, ErasureDue
from accounts.models import User
from accounts.services.credentials import reauthenticate
from accounts.services.security_mail import queue_security_mail
from accounts.services.sessions import end_sessions
from core.outbox import emit

GRACE = timedelta(days=30)


def deactivate_account(*, user: User, password: str) -> None:
    """Hide somebody, at their wish, until they sign in again. Raises WrongPasswordError."""
    reauthenticate(user=user, password=password)
    _hide(user)


def delete_account(*, user: User, password: str) -> None:
    """Hide somebody at once, to be erased after 30 days. Raises WrongPasswordError."""
    reauthenticate(user=user, password=password)
    with transaction.atomic():
        _hide(user, erase_at=Now() + GRACE)
        queue_security_mail(user=user, template="account_deleted", days=GRACE.days)


@transaction.atomic
def reactivate_account(*, user: User) -> bool:
    """Show somebody again who had gone; False for who had not, which is no change."""
    gone = User.objects.filter(pk=user.pk, deactivated_at__isnull=False)
    if not gone.update(deactivated_at=None, erase_at=None):
        return False
    user.deactivated_at = user.erase_at = None
    emit(AccountShown(user_id=user.pk))
    return True


def erase_due_accounts() -> None:
    """Begin to erase those whose time is over; a chore. Again for whom it was begun before."""
    for user_id in User.objects.filter(erase_at__lte=Now()).values_list("pk", flat=True)[:100]:
        _begin_erasing(user_id)


@transaction.atomic
def _hide(user: User, **fields: object) -> None:
    User.objects.filter(pk=user.pk).update(deactivated_at=Now(), **fields)
    end_sessions(user=user)
    emit(AccountHidden(user_id=user.pk))


@transaction.atomic
def _begin_erasing(user_id: UUID) -> None:
    """From here there is no way back: nobody can sign in to the account any more."""
    due = User.objects.select_for_update().filter(pk=user_id, erase_at__lte=Now())
    if due.update(erase_at=None, is_active=False, password=make_password(None)):
        emit(ErasureDue(user_id=user_id))
