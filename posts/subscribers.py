"""Keeps the counters of open pages moving, and tells people that they are in a picture or named."""

from uuid import UUID

from core.outbox import Progress, Retry, subscriber
from core.realtime import post_group, publish, user_group
from core.redis import disposable
from posts.events import Mentioned, PostCountsChanged, PostPublished, Tagged
from posts.selectors.mentions import caption_mentions, find_mentioned

# One event per post and second is enough for an eye.
PAUSE = 1.0


@subscriber(queue="default", collapses=True)
def announce_counts(event: PostCountsChanged, progress: Progress) -> None:
    """Tell those who look at the post, at most once a second.

    Raises Retry where the second is not over: the last change of a burst is told too.
    """
    key = f"announced:{{{event.post_id}}}"
    if not disposable().set(key, 1, nx=True, px=int(PAUSE * 1000)):
        raise Retry(max(disposable().pttl(key), 1) / 1000)
    publish(post_group(event.post_id), {"type": "post.updated", "post_id": str(event.post_id)})


@subscriber(queue="default")
def announce_tag(event: Tagged, progress: Progress) -> None:
    """Tell the person, who at that moment may see the post or may not."""
    publish(user_group(event.person_id), {"type": "tag.new", "post_id": str(event.post_id)})


@subscriber(queue="default")
def tell_mentioned(event: PostPublished, progress: Progress) -> None:
    """Tell those whom the caption names."""
    for mention_id, person_id in caption_mentions(post_id=event.post_id):
        _tell_mentioned(mention_id, person_id)


@subscriber(queue="default")
def tell_mentioned_later(event: Mentioned, progress: Progress) -> None:
    """Tell the one whom a comment, or a caption since it was edited, names."""
    person_id = find_mentioned(mention_id=event.mention_id)
    if person_id is not None:
        _tell_mentioned(event.mention_id, person_id)


def _tell_mentioned(mention_id: UUID, person_id: UUID) -> None:
    """Whether they may see what they are named in is asked at that moment."""
    publish(user_group(person_id), {"type": "mention.new", "mention_id": str(mention_id)})
