"""Blocking: neither of the two users sees anything of the other."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.rows import insert_if_absent
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from social.events import Blocked, Unblocked
from social.models import Block
from social.services.close_friends import remove_close_friend
from social.services.edges import lock_users, remove_follow, remove_request


class SelfBlockError(DomainError):
    code = "self_block"
    detail = _("You cannot block yourself.")


@atomic
def block_user(*, blocker: User, blocked: User) -> None:
    """Block, and remove follows, requests and close friendships both ways. Idempotent.

    Raises SelfBlockError, and NotFoundError if `blocked` has blocked `blocker` in the meantime.
    """
    if blocker.pk == blocked.pk:
        raise SelfBlockError
    lock_users(users=(blocker, blocked))
    if not User.objects.known_to(blocker).filter(pk=blocked.pk).exists():
        raise NotFoundError
    if not insert_if_absent(Block, blocker=blocker.pk, blocked=blocked.pk):
        return
    for follower, following in ((blocker, blocked), (blocked, blocker)):
        remove_request(follower=follower, following=following)
        remove_follow(follower=follower, following=following)
        remove_close_friend(owner=follower, friend=following)
    emit(Blocked(blocker_id=blocker.pk, blocked_id=blocked.pk))


@atomic
def unblock_user(*, blocker: User, blocked: User) -> None:
    """Unblock; what the block removed stays removed. Idempotent."""
    deleted, _rows = Block.objects.filter(blocker=blocker, blocked=blocked).delete()
    if deleted:
        emit(Unblocked(blocker_id=blocker.pk, blocked_id=blocked.pk))
