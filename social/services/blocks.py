"""Blocking: two people who do not exist for one another."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from social.events import Blocked, Unblocked
from social.models import Block
from social.services.close_friends import remove_close_friend
from social.services.ties import close_request, end_follow, lock_people, wrote

ADD_BLOCK = "INSERT INTO blocks (blocker_id, blocked_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"


class SelfBlockError(DomainError):
    code = "self_block"
    detail = _("You cannot block yourself.")


@transaction.atomic
def block_user(*, blocker: User, blocked: User) -> None:
    """Hide the two from one another and cut what ties them, both ways; again is no change.

    Raises SelfBlockError, and NotFoundError for somebody who was faster and blocked the blocker.
    """
    if blocker.pk == blocked.pk:
        raise SelfBlockError
    lock_people(people=(blocker, blocked))
    if not User.objects.known_to(blocker).filter(pk=blocked.pk).exists():
        raise NotFoundError
    if not wrote(sql=ADD_BLOCK, ids=(blocker.pk, blocked.pk)):
        return
    for follower, following in ((blocker, blocked), (blocked, blocker)):
        close_request(follower=follower, following=following)
        end_follow(follower=follower, following=following)
        remove_close_friend(owner=follower, friend=following)
    emit(Blocked(blocker_id=blocker.pk, blocked_id=blocked.pk))


@transaction.atomic
def unblock_user(*, blocker: User, blocked: User) -> None:
    """What a block has cut stays cut. Again is no change."""
    deleted, _rows = Block.objects.filter(blocker=blocker, blocked=blocked).delete()
    if deleted:
        emit(Unblocked(blocker_id=blocker.pk, blocked_id=blocked.pk))
