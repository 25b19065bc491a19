"""What the worker does for timelines."""

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings

from accounts.events import AccountHidden, AccountShown
from core.ids import SMALLEST
from core.outbox import Progress, subscriber
from core.realtime import publish_to_all, user_group
from feeds import timelines
from posts.events import PostPublished
from posts.selectors.cards import find_published_post
from social.events import Blocked, Followed, Muted, Unblocked, Unfollowed, Unmuted
from social.selectors import followers_after


@subscriber(queue="fanout")
def fan_out_post(event: PostPublished, progress: Progress) -> None:
    """Put a post on the timelines of its author and followers, a batch at a time.

    The last follower reached is kept after each batch: the next worker goes on from there.
    """
    post = find_published_post(post_id=event.post_id)
    if post is None:
        return
    if progress.cursor is None:
        _deliver([post.author_id], post.pk)
    for batch in _followers(post.author_id, progress):
        _deliver(batch, post.pk)


@subscriber(queue="fanout")
def forget_follower_timeline(event: Followed | Unfollowed, progress: Progress) -> None:
    """The set of followees changed: the next read rebuilds."""
    timelines.forget(event.follower_id)


@subscriber(queue="fanout")
def forget_muter_timeline(event: Muted | Unmuted, progress: Progress) -> None:
    timelines.forget(event.muter_id)


@subscriber(queue="fanout")
def forget_both_timelines(event: Blocked | Unblocked, progress: Progress) -> None:
    """Both begin afresh; the follows that a block cuts are told one by one, besides."""
    timelines.forget(event.blocker_id, event.blocked_id)


@subscriber(queue="fanout")
def forget_timelines_of_followers(event: AccountHidden | AccountShown, progress: Progress) -> None:
    """All posts of somebody went, or came back."""
    for batch in _followers(event.user_id, progress):
        timelines.forget(*batch)


def _followers(author_id: UUID, progress: Progress) -> Iterator[list[UUID]]:
    """A batch at a time; each is kept as reached once the caller is done with it."""
    after = UUID(progress.cursor) if progress.cursor else SMALLEST
    size = settings.FEEDS_FAN_OUT_BATCH
    while batch := followers_after(author_id=author_id, after=after, limit=size):
        yield batch
        after = batch[-1]
        progress.save(str(after))


def _deliver(user_ids: list[UUID], post_id: UUID) -> None:
    timelines.push(user_ids, post_id)
    hint = {"type": "feed.new", "post_id": str(post_id)}
    publish_to_all((user_group(user_id) for user_id in user_ids), hint)
