"""What ties somebody who is erased to others, a batch at a time.

Each function answers whether there was anything to do; each change is a transaction of its own.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from social.models import Block, CloseFriend, Follow, FollowRequest, Mute
from social.services.edges import lock_users, remove_follow, remove_request

BATCH = 50


def remove_some_follows(*, user_id: UUID) -> bool:
    """In both directions, with everybody's counters."""
    mine = Follow.objects.filter(Q(follower=user_id) | Q(following=user_id))
    follows = list(mine.select_related("follower", "following")[:BATCH])
    for follow in follows:
        with transaction.atomic():
            lock_users(users=(follow.follower, follow.following))
            remove_follow(follower=follow.follower, following=follow.following)
    return bool(follows)


def remove_some_requests(*, user_id: UUID) -> bool:
    mine = FollowRequest.objects.filter(Q(follower=user_id) | Q(following=user_id))
    requests = list(mine.select_related("follower", "following")[:BATCH])
    for request in requests:
        with transaction.atomic():
            lock_users(users=(request.follower, request.following))
            remove_request(follower=request.follower, following=request.following)
    return bool(requests)


def remove_some_blocks(*, user_id: UUID) -> bool:
    mine = Block.objects.filter(Q(blocker=user_id) | Q(blocked=user_id))
    deleted, _rows = Block.objects.filter(
        pk__in=list(mine.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return bool(deleted)


def remove_some_mutes(*, user_id: UUID) -> bool:
    mine = Mute.objects.filter(Q(muter=user_id) | Q(muted=user_id))
    deleted, _rows = Mute.objects.filter(
        pk__in=list(mine.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return bool(deleted)


def remove_some_close_friends(*, user_id: UUID) -> bool:
    mine = CloseFriend.objects.filter(Q(owner=user_id) | Q(friend=user_id))
    deleted, _rows = CloseFriend.objects.filter(
        pk__in=list(mine.values_list("pk", flat=True)[:BATCH])
    ).delete()
    return bool(deleted)
