"""Changes to the graph. Counters move by what was really written, so they cannot drift."""

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.outbox import emit
from social.events import Followed, Unfollowed
from social.models import Follow


class SelfFollowError(DomainError):
    code = "self_follow"
    detail = _("You cannot follow yourself.")


@transaction.atomic
def follow_user(*, follower: User, following: User) -> None:
    """Follow; again is no change. Raises SelfFollowError."""
    if follower.pk == following.pk:
        raise SelfFollowError
    if _insert(follower, following):
        _count(follower, following, by=1)
        emit(Followed(follower_id=follower.pk, following_id=following.pk))


@transaction.atomic
def unfollow_user(*, follower: User, following: User) -> None:
    """Unfollow; again is no change."""
    deleted, _rows = Follow.objects.filter(follower=follower, following=following).delete()
    if deleted:
        _count(follower, following, by=-1)
        emit(Unfollowed(follower_id=follower.pk, following_id=following.pk))


def _insert(follower: User, following: User) -> bool:
    """Whether the row is new. The ORM's `ignore_conflicts` does not say how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO follows (follower_id, following_id) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            [follower.pk, following.pk],
        )
        return bool(cursor.rowcount)


def _count(follower: User, following: User, *, by: int) -> None:
    # Two people following each other at once would deadlock if each took its own row first.
    changes = {
        follower.pk: {"following_count": F("following_count") + by},
        following.pk: {"followers_count": F("followers_count") + by},
    }
    for pk in sorted(changes):
        User.objects.filter(pk=pk).update(**changes[pk])
