"""Live counters of posts."""

from uuid import UUID

from core.live.events import LiveEvent
from posts.models import Post
from posts.models.post import Viewer


def serialize_post_counts(viewer: Viewer, event: LiveEvent) -> LiveEvent | None:
    """Fills `post.updated` for one viewer; None where the post is not visible any more."""
    return next(iter(current_counts(viewer=viewer, ids=[UUID(event["post_id"])])), None)


def current_counts(*, viewer: Viewer, ids: list[UUID]) -> list[LiveEvent]:
    """`post.updated` for those of the posts that `viewer` may see; one query.

    Where the numbers are the author's alone to know, others learn that something moved.
    """
    posts = Post.objects.visible_to(viewer).filter(pk__in=ids)
    return [_counts(post, known=post.shows_counts_to(viewer)) for post in posts]


def _counts(post: Post, *, known: bool) -> LiveEvent:
    return {
        "type": "post.updated",
        "post_id": str(post.pk),
        "likes_count": post.likes_count if known else None,
        "comments_count": post.comments_count if known else None,
    }
