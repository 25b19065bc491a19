"""Purging what a user has left in the graph, one batch at a time.

Each step returns whether it found something to purge; what others count goes in a transaction of
its own, with their counters.
"""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core.db.rows import delete_batch
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute
from social.services.edges import lock_users, remove_follow, remove_request


def purge_follows(*, user_id: UUID) -> bool:
    """In both directions."""
    mine = Follow.objects.filter(Q(follower=user_id) | Q(following=user_id))
    follows = list(mine.select_related("follower", "following")[: settings.PURGE_BATCH_SIZE])
    for follow in follows:
        with transaction.atomic():
            lock_users(users=(follow.follower, follow.following))
            remove_follow(follower=follow.follower, following=follow.following)
    return bool(follows)


def purge_requests(*, user_id: UUID) -> bool:
    """In both directions."""
    mine = FollowRequest.objects.filter(Q(follower=user_id) | Q(following=user_id))
    requests = list(mine.select_related("follower", "following")[: settings.PURGE_BATCH_SIZE])
    for request in requests:
        with transaction.atomic():
            lock_users(users=(request.follower, request.following))
            remove_request(follower=request.follower, following=request.following)
    return bool(requests)


def purge_uncounted(*, user_id: UUID) -> bool:
    """Blocks, mutes and close friends, in both directions."""
    return any(
        delete_batch(rows, settings.PURGE_BATCH_SIZE)
        for rows in (
            Block.objects.filter(Q(blocker=user_id) | Q(blocked=user_id)),
            Mute.objects.filter(Q(muter=user_id) | Q(muted=user_id)),
            CloseFriend.objects.filter(Q(owner=user_id) | Q(friend=user_id)),
        )
    )
