"""Purging what a user has left in the graph, one batch at a time.

The functions are steps of `run_batches`. Each direction has a query and an index of its own: with
an OR of both, PostgreSQL would read all rows of the user for every batch. No event says that a
follow or a request ended: AccountHidden has invalidated the timelines, and lists leave the hidden
out.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from core.db.rows import add_to_counters, delete_batch
from core.db.transactions import atomic
from social.models import Block, CloseFriend, Follow, FollowRequest, Mute
from social.services.celebrities import end_celebrities
from social.services.edges import lock_user_ids


def purge_followers(*, user_id: UUID, after: str | None = None) -> str | None:
    return _purge_follows(Follow.objects.filter(following=user_id), "follower_id", after)


def purge_followees(*, user_id: UUID, after: str | None = None) -> str | None:
    return _purge_follows(Follow.objects.filter(follower=user_id), "following_id", after)


def purge_uncounted(*, user_id: UUID) -> bool:
    """Requests to follow, blocks, mutes and close friends, in both directions."""
    return any(
        delete_batch(rows, settings.PURGE_BATCH_SIZE)
        for rows in (
            FollowRequest.objects.filter(follower=user_id),
            FollowRequest.objects.filter(following=user_id),
            Block.objects.filter(blocker=user_id),
            Block.objects.filter(blocked=user_id),
            Mute.objects.filter(muter=user_id),
            Mute.objects.filter(muted=user_id),
            CloseFriend.objects.filter(owner=user_id),
            CloseFriend.objects.filter(friend=user_id),
        )
    )


@atomic
def _purge_follows(follows: QuerySet[Follow], by: str, after: str | None) -> str | None:
    """The next follows in the order of `by`, the other user, with the counters of both sides."""
    ahead = follows.filter(**{f"{by}__gt": after}) if after else follows
    pairs = ahead.order_by(by).values_list("follower_id", "following_id")
    found = list(pairs[: settings.PURGE_BATCH_SIZE])
    if not found:
        return None
    lock_user_ids(ids=set(chain(*found)))
    # Read again: the other user may have ended the follow in the meantime.
    batch = follows.filter(pk__in=found)
    ended = list(batch.values_list("follower_id", "following_id"))
    batch.delete()
    add_to_counters(User, "following_count", _minus(follower for follower, _ in ended))
    lost = _minus(following for _, following in ended)
    add_to_counters(User, "followers_count", lost)
    end_celebrities(among=lost)
    return str(found[-1][by == "following_id"])


def _minus(user_ids: Iterable[UUID]) -> dict[UUID, int]:
    return {user_id: -count for user_id, count in Counter(user_ids).items()}
