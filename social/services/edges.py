"""The elementary changes of the graph; each needs the caller's transaction, after `lock_users`.

Counters change by the number of rows that were written, so they cannot drift.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F

from accounts.models import User
from core.db.rows import insert_if_absent
from core.outbox import emit
from social.events import Followed, FollowRequestClosed, FollowRequested, Unfollowed
from social.models import Follow, FollowRequest
from social.services.celebrities import count_followers


def lock_users(*, users: Iterable[User]) -> None:
    """Serialize changes between these users: what is read from here on stays true.

    Rows are locked in the order of their ids, so two users who follow, block or accept each other
    at the same time cannot deadlock. NO KEY: their likes and comments, which only reference the
    rows, do not wait.
    """
    lock_user_ids(ids=[user.pk for user in users])


def lock_user_ids(*, ids: Collection[UUID]) -> None:
    """As `lock_users`."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=ids)
    list(rows.order_by("pk").values_list("pk", flat=True))


def add_follow(*, follower: User, following: User) -> bool:
    """Create the follow and remove the request; whether it is new. Idempotent."""
    remove_request(follower=follower, following=following)
    inserted = insert_if_absent(Follow, follower=follower.pk, following=following.pk)
    if inserted:
        _count(follower, following, by=1)
        emit(Followed(follower_id=follower.pk, following_id=following.pk))
    return inserted


def remove_follow(*, follower: User, following: User) -> None:
    """Idempotent."""
    deleted, _rows = Follow.objects.filter(follower=follower, following=following).delete()
    if deleted:
        _count(follower, following, by=-1)
        emit(Unfollowed(follower_id=follower.pk, following_id=following.pk))


def add_request(*, follower: User, following: User) -> bool:
    """Whether it is new. Idempotent."""
    inserted = insert_if_absent(FollowRequest, follower=follower.pk, following=following.pk)
    if inserted:
        emit(FollowRequested(follower_id=follower.pk, following_id=following.pk))
    return inserted


def remove_request(*, follower: User, following: User) -> bool:
    """Whether there was one. Idempotent."""
    requests = FollowRequest.objects.filter(follower=follower, following=following)
    deleted, _rows = requests.delete()
    if deleted:
        emit(FollowRequestClosed(follower_id=follower.pk, following_id=following.pk))
    return bool(deleted)


def change_relations(*, user: User, followees: int = 0) -> None:
    """What the user's home timeline holds is to be read anew, from the commit on."""
    User.objects.filter(pk=user.pk).update(
        following_count=F("following_count") + followees,
        relations_version=F("relations_version") + 1,
    )


def _count(follower: User, following: User, *, by: int) -> None:
    change_relations(user=follower, followees=by)
    count_followers(author_id=following.pk, by=by)
