"""Following, and what it takes where the other's account is private."""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.errors import DomainError, NotFoundError
from social.limits import FOLLOWS
from social.models import Follow
from social.services.close_friends import remove_close_friend
from social.services.ties import add_follow, add_request, close_request, end_follow, lock_people


class SelfFollowError(DomainError):
    code = "self_follow"
    detail = _("You cannot follow yourself.")


class FollowState(StrEnum):
    FOLLOWING = "following"
    REQUESTED = "requested"


@transaction.atomic
def follow_user(*, follower: User, following: User) -> FollowState:
    """Follow, or ask to where the account is private; again is no change.

    Raises SelfFollowError, LimitedError, and NotFoundError where one has blocked the other
    meanwhile.
    """
    if follower.pk == following.pk:
        raise SelfFollowError
    limits.hit(FOLLOWS, by=follower.pk)
    lock_people(people=(follower, following))
    # Read again under the lock: they may have gone private, or blocked, since the page was shown.
    found = User.objects.visible_to(follower).filter(pk=following.pk).first()
    if found is None:
        raise NotFoundError
    if found.is_private and not _follows(follower, found):
        add_request(follower=follower, following=found)
        return FollowState.REQUESTED
    add_follow(follower=follower, following=found)
    return FollowState.FOLLOWING


@transaction.atomic
def unfollow_user(*, follower: User, following: User) -> None:
    """Unfollow, or take back the request; again is no change."""
    lock_people(people=(follower, following))
    close_request(follower=follower, following=following)
    end_follow(follower=follower, following=following)


@transaction.atomic
def remove_follower(*, person: User, follower: User) -> None:
    """Stop somebody from following, and from being a close friend; they are not told.

    Again is no change.
    """
    lock_people(people=(follower, person))
    end_follow(follower=follower, following=person)
    remove_close_friend(owner=person, friend=follower)


@transaction.atomic
def accept_request(*, follower: User, following: User) -> None:
    """Let somebody follow who asked to; again is no change.

    Raises NotFoundError for somebody who neither asked nor follows.
    """
    lock_people(people=(follower, following))
    if close_request(follower=follower, following=following):
        add_follow(follower=follower, following=following)
    elif not _follows(follower, following):
        raise NotFoundError


@transaction.atomic
def decline_request(*, follower: User, following: User) -> None:
    """Refuse somebody who asked to follow; they are not told, and may ask again."""
    lock_people(people=(follower, following))
    close_request(follower=follower, following=following)


def _follows(follower: User, following: User) -> bool:
    return Follow.objects.filter(follower=follower, following=following).exists()
