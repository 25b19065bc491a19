"""Tasks that keep home timelines up to date."""

from collections.abc import Iterator
from uuid import UUID

from celery import shared_task
from django.conf import settings

from accounts.events import AccountHidden, AccountShown
from core.ids import NIL_UUID
from core.live.events import publish_to_users
from core.outbox import Progress, Turn, subscriber
from feeds import timelines
from feeds.services import verify_timelines
from posts.events import PostPublished
from posts.selectors.cards import find_published_post
from social.events import (
    BecameCelebrity,
    Blocked,
    Followed,
    Muted,
    Unblocked,
    Unfollowed,
    Unmuted,
)
from social.selectors import follower_ids_after, is_pushed
from social.services import stop_pushing

# Takes about a second.
VERIFIED_USERS = 100


@subscriber(queue="fanout")
def fan_out_post(event: PostPublished, progress: Progress) -> None:
    """Push a post to the timelines of its author and followers, in batches.

    The last follower reached is saved after each batch: another worker continues from there. The
    posts of celebrities are not pushed to followers, who pull them; open pages learn of them all
    the same.
    """
    post = find_published_post(post_id=event.post_id)
    if post is None:
        return
    if progress.cursor is None:
        # Without an event: authors know of their own posts.
        timelines.push([post.author_id], post.pk)
        timelines.push_to_author(post.author_id, post.pk)
    pushed = is_pushed(author_id=post.author_id)
    for batch in _followers(post.author_id, progress):
        if pushed:
            timelines.push(batch, post.pk)
        publish_to_users(batch, {"type": "feed.new", "post_id": str(post.pk)})


@subscriber(queue="fanout")
def pull_celebrity(event: BecameCelebrity, progress: Progress) -> None:
    """Have all followers pull an author's posts, and only then push no more.

    Timelines that are rebuilt from here on pull them. On the way back nothing is to do: fan-outs
    push at once, and a timeline that pulls is complete as it is.
    """
    for batch in _followers(event.user_id, progress):
        timelines.invalidate(*batch)
    stop_pushing(celebrity_id=event.celebrity_id)


# What follows only frees memory: a timeline that was rebuilt by other relations is outdated from
# the commit of the change on, whatever Redis holds; see `page_rows`.


@subscriber(queue="fanout")
def invalidate_follower_timeline(event: Followed | Unfollowed, progress: Progress) -> None:
    """The set of followees changed: the next read rebuilds the timeline."""
    timelines.invalidate(event.follower_id)


@subscriber(queue="fanout")
def invalidate_muter_timeline(event: Muted | Unmuted, progress: Progress) -> None:
    timelines.invalidate(event.muter_id)


@subscriber(queue="fanout")
def invalidate_both_timelines(event: Blocked | Unblocked, progress: Progress) -> None:
    """Each of the follows that a block ends emits an event of its own besides."""
    timelines.invalidate(event.blocker_id, event.blocked_id)


@subscriber(queue="fanout")
def invalidate_followers_timelines(event: AccountHidden | AccountShown, progress: Progress) -> None:
    """All posts of the account were hidden, or are visible again."""
    for batch in _followers(event.user_id, progress):
        timelines.invalidate(*batch)


@shared_task(name="feeds.verify_timelines")
def verify_some_timelines() -> None:
    """An hourly sample; `manage.py verify_timelines` verifies more."""
    verify_timelines(users=VERIFIED_USERS)


def _followers(author_id: UUID, progress: Progress) -> Iterator[list[UUID]]:
    """Batches of follower ids; each is saved as reached when the caller asks for the next."""
    after = UUID(progress.cursor) if progress.cursor else NIL_UUID
    size = settings.FEEDS_FAN_OUT_BATCH
    turn = Turn()
    while batch := follower_ids_after(author_id=author_id, after=after, limit=size):
        yield batch
        after = batch[-1]
        progress.save(str(after))
        turn.check()
