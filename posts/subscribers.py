"""Keeps the counters of open pages moving."""

from core.outbox import Later, Progress, subscriber
from core.realtime import post_group, publish
from core.redis import disposable
from posts.events import PostCountsChanged

# One event per post and second is enough for an eye.
PAUSE = 1.0


@subscriber(queue="default", collapses=True)
def announce_counts(event: PostCountsChanged, progress: Progress) -> None:
    """Tell those who look at the post, at most once a second.

    Raises Later where the second is not over: the last change of a burst is told too.
    """
    key = f"announced:{{{event.post_id}}}"
    if not disposable().set(key, 1, nx=True, px=int(PAUSE * 1000)):
        raise Later(max(disposable().pttl(key), 1) / 1000)
    publish(post_group(event.post_id), {"type": "post.updated", "post_id": str(event.post_id)})
