"""Changing a username, once in 14 days. Meanwhile the old one is held, and leads to its owner.

A user has at most one username that is held, so having one means having changed it lately.
"""

from datetime import datetime, timedelta
from math import ceil

from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.models import FormerUsername, User
from accounts.selectors import held_username
from accounts.validation import usernames
from accounts.validation.registration import username_errors, username_taken_error
from core.db.rows import delete_expired
from core.db.transactions import atomic
from core.errors import DomainError

HELD_FOR = timedelta(days=14)


class ChangedLatelyError(DomainError):
    code = "username_changed_lately"

    def __init__(self, until: datetime) -> None:
        days = days_until(moment=until)
        detail = ngettext(
            "You can choose another username in %(n)d day.",
            "You can choose another username in %(n)d days.",
            days,
        )
        super().__init__(detail % {"n": days}, attr="username")


def days_until(*, moment: datetime) -> int:
    """In whole days, at least one."""
    return max(1, ceil((moment - timezone.now()) / timedelta(days=1)))


@atomic
def change_username(*, user: User, username: str) -> None:
    """Give a user another username, and hold the old one. Idempotent.

    The one that is held for them they can take back at any time. Raises DomainError at `username`
    if it is invalid or taken, or if they have changed theirs lately.
    """
    username = usernames.normalise(username)
    row = User.objects.select_for_update().get(pk=user.pk)
    if username == row.username:
        return
    held = held_username(user=row)
    if held and held.username != username:
        raise ChangedLatelyError(held.expires_at)
    if problems := username_errors(username, owner=row):
        raise DomainError.of_field("username", problems[0])
    former, row.username = row.username, username
    _write(row)
    claim_username(user=row)
    _hold(former, row)
    user.username = username


def claim_username(*, user: User) -> None:
    """Let go of what held a user's new username, once it is written in the same transaction.

    Only then: the write waits for a parallel change, and what that one holds is visible after it.
    Raises DomainError if the name is held for another user.
    """
    former = FormerUsername.objects.filter(username=user.username)
    if former.held().exclude(user=user).exists():
        raise DomainError.of_field("username", username_taken_error())
    former.delete()


def release_usernames() -> int:
    """Delete the usernames that are no longer held; how many."""
    return delete_expired(FormerUsername.objects.filter(expires_at__lte=Now()))


def _write(row: User) -> None:
    try:
        with transaction.atomic():
            User.objects.filter(pk=row.pk).update(username=row.username)
    except IntegrityError as error:
        raise DomainError.of_field("username", username_taken_error()) from error


def _hold(username: str, owner: User) -> None:
    until = Now() + HELD_FOR
    FormerUsername.objects.bulk_create(
        [FormerUsername(username=username, user=owner, expires_at=until)],
        update_conflicts=True,
        unique_fields=["username"],
        update_fields=["user", "expires_at"],
    )
