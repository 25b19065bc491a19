"""The single strokes that every change of the graph is made of; each within the caller's
transaction, after `lock_people`. Counters move by what was really written, so they cannot drift.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import F

from accounts.models import User
from core.outbox import emit
from social.events import Followed, FollowRequestClosed, FollowRequested, Unfollowed
from social.models import Follow, FollowRequest

ADD_FOLLOW = (
    "INSERT INTO follows (follower_id, following_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)
ADD_REQUEST = (
    "INSERT INTO follow_requests (follower_id, following_id) VALUES (%s, %s) ON CONFLICT DO NOTHING"
)


def lock_people(*, people: Iterable[User]) -> None:
    """One change at a time between these people: what is read from here on stays true.

    Rows are locked in the order of their ids, so two who follow, block or accept each other at
    once wait for one another and never in a circle. NO KEY: a like or a comment of theirs, which
    only refers to them, does not wait.
    """
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=[each.pk for each in people])
    list(rows.order_by("pk").values_list("pk", flat=True))


def add_follow(*, follower: User, following: User) -> None:
    """Again is no change."""
    close_request(follower=follower, following=following)
    if wrote(sql=ADD_FOLLOW, ids=(follower.pk, following.pk)):
        _count(follower, following, by=1)
        emit(Followed(follower_id=follower.pk, following_id=following.pk))


def end_follow(*, follower: User, following: User) -> None:
    """Again is no change."""
    deleted, _rows = Follow.objects.filter(follower=follower, following=following).delete()
    if deleted:
        _count(follower, following, by=-1)
        emit(Unfollowed(follower_id=follower.pk, following_id=following.pk))


def add_request(*, follower: User, following: User) -> None:
    """Again is no change."""
    if wrote(sql=ADD_REQUEST, ids=(follower.pk, following.pk)):
        emit(FollowRequested(follower_id=follower.pk, following_id=following.pk))


def close_request(*, follower: User, following: User) -> bool:
    """Whether there was one."""
    asked = FollowRequest.objects.filter(follower=follower, following=following)
    deleted, _rows = asked.delete()
    if deleted:
        emit(FollowRequestClosed(follower_id=follower.pk, following_id=following.pk))
    return bool(deleted)


def wrote(*, sql: str, ids: tuple[UUID, UUID]) -> bool:
    """Whether the row is new. The ORM's `ignore_conflicts` does not say how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, ids)
        return bool(cursor.rowcount)


def _count(follower: User, following: User, *, by: int) -> None:
    User.objects.filter(pk=follower.pk).update(following_count=F("following_count") + by)
    User.objects.filter(pk=following.pk).update(followers_count=F("followers_count") + by)
