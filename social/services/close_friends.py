"""Close friends: who sees what one shows to few. Nobody is told that they are one, or no longer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError, NotFoundError
from social.models import CloseFriend
from social.services.ties import lock_people, wrote

ADD_CLOSE_FRIEND = (
    "INSERT INTO close_friends (owner_id, friend_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)


class SelfCloseFriendError(DomainError):
    code = "self_close_friend"
    detail = _("You cannot be your own close friend.")


@transaction.atomic
def add_close_friend(*, owner: User, friend: User) -> None:
    """Again is no change.

    Raises SelfCloseFriendError, and NotFoundError where one has blocked the other meanwhile.
    """
    if owner.pk == friend.pk:
        raise SelfCloseFriendError
    lock_people(people=(owner, friend))
    if not User.objects.visible_to(owner).filter(pk=friend.pk).exists():
        raise NotFoundError
    wrote(sql=ADD_CLOSE_FRIEND, ids=(owner.pk, friend.pk))


@transaction.atomic
def remove_close_friend(*, owner: User, friend: User) -> None:
    """Again is no change."""
    CloseFriend.objects.filter(owner=owner, friend=friend).delete()
