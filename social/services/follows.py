"""Following, and requests to follow a private account."""

from enum import StrEnum

from django.conf import settings
from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from social.limits import FOLLOWS
from social.models import Follow
from social.services.close_friends import remove_close_friend
from social.services.edges import (
    add_follow,
    add_request,
    lock_users,
    remove_follow,
    remove_request,
)


class SelfFollowError(DomainError):
    code = "self_follow"
    detail = _("You cannot follow yourself.")


class TooManyFolloweesError(DomainError):
    code = "too_many_followees"

    def __init__(self) -> None:
        most = number_format(settings.FOLLOWEES_MAX, force_grouping=True)
        super().__init__(
            gettext("You can follow up to {} people, pending requests included.").format(most)
        )


class FollowState(StrEnum):
    FOLLOWING = "following"
    REQUESTED = "requested"


def follow_user(*, follower: User, following: User) -> FollowState:
    """Follow a public account, or request to follow a private one. Idempotent.

    Raises SelfFollowError, LimitedError, TooManyFolloweesError, and NotFoundError if one has
    blocked the other in the meantime.
    """
    if follower.pk == following.pk:
        raise SelfFollowError
    limits.hit(FOLLOWS, by=follower.pk)
    return _follow(follower, following)


@atomic
def unfollow_user(*, follower: User, following: User) -> None:
    """Unfollow, or withdraw the request. Idempotent."""
    lock_users(users=(follower, following))
    remove_request(follower=follower, following=following)
    remove_follow(follower=follower, following=following)


@atomic
def remove_follower(*, user: User, follower: User) -> None:
    """Remove a follower of `user`, also from the close friends. Idempotent."""
    lock_users(users=(follower, user))
    remove_follow(follower=follower, following=user)
    remove_close_friend(owner=user, friend=follower)


@atomic
def accept_request(*, follower: User, following: User) -> None:
    """Accept a request to follow. Idempotent.

    Raises NotFoundError for a user who neither requested to follow nor follows.
    """
    lock_users(users=(follower, following))
    if remove_request(follower=follower, following=following):
        add_follow(follower=follower, following=following)
    elif not _follows(follower, following):
        raise NotFoundError


@atomic
def decline_request(*, follower: User, following: User) -> None:
    """Delete a request to follow; the follower may send another. Idempotent."""
    lock_users(users=(follower, following))
    remove_request(follower=follower, following=following)


@atomic
def _follow(follower: User, following: User) -> FollowState:
    lock_users(users=(follower, following))
    # Read again under the lock: the account may have gone private, or blocked the follower.
    found = User.objects.visible_to(follower).filter(pk=following.pk).first()
    if found is None:
        raise NotFoundError
    if found.is_private and not _follows(follower, found):
        if add_request(follower=follower, following=found):
            _check_followees(follower)
        return FollowState.REQUESTED
    if add_follow(follower=follower, following=found):
        _check_followees(follower)
    return FollowState.FOLLOWING


def _check_followees(follower: User) -> None:
    """Exact, as the caller has locked the follower. Accepting a request changes nothing in it."""
    counted = User.objects.filter(pk=follower.pk).annotate(pending=Count("requests"))
    followees, pending = counted.values_list("following_count", "pending").get()
    if followees + pending > settings.FOLLOWEES_MAX:
        raise TooManyFolloweesError


def _follows(follower: User, following: User) -> bool:
    return Follow.objects.filter(follower=follower, following=following).exists()
