"""Close friends: the audience of posts for close friends. They are never notified."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.rows import insert_if_absent
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from social.models import CloseFriend
from social.services.edges import lock_users


class SelfCloseFriendError(DomainError):
    code = "self_close_friend"
    detail = _("You cannot be your own close friend.")


@atomic
def add_close_friend(*, owner: User, friend: User) -> None:
    """Idempotent.

    Raises SelfCloseFriendError, and NotFoundError if one has blocked the other in the meantime.
    """
    if owner.pk == friend.pk:
        raise SelfCloseFriendError
    lock_users(users=(owner, friend))
    if not User.objects.visible_to(owner).filter(pk=friend.pk).exists():
        raise NotFoundError
    insert_if_absent(CloseFriend, owner=owner.pk, friend=friend.pk)


@atomic
def remove_close_friend(*, owner: User, friend: User) -> None:
    """Idempotent."""
    CloseFriend.objects.filter(owner=owner, friend=friend).delete()
