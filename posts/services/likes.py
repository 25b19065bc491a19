"""Liking posts. The counter changes by the number of rows written, so it cannot drift."""

from accounts.models import User
from core import limits
from core.db.rows import add_to_counter, insert_if_absent
from core.db.transactions import atomic
from core.errors import NotFoundError
from core.outbox import emit
from posts.events import PostCountsChanged
from posts.limits import REACTIONS
from posts.models import Like, Post


def like_post(*, post: Post, user: User) -> int:
    """Like a post; returns the number of likes. Idempotent.

    Raises LimitedError, and NotFoundError for a post that was purged in the meantime.
    """
    limits.hit(REACTIONS, by=user.pk)
    return _like(post, user)


@atomic
def unlike_post(*, post: Post, user: User) -> int:
    """Remove a like; returns the number of likes. Idempotent.

    Raises NotFoundError for a post that was purged in the meantime.
    """
    deleted, _rows = Like.objects.filter(post=post, user=user).delete()
    return _change_count(post, by=-deleted)


@atomic
def _like(post: Post, user: User) -> int:
    is_new = insert_if_absent(Like, post=post.pk, user=user.pk)
    return _change_count(post, by=int(is_new))


def _change_count(post: Post, *, by: int) -> int:
    if by:
        emit(PostCountsChanged(post_id=post.pk))
        # Last, since it locks the row: who likes a popular post waits for no more than a commit.
        count = add_to_counter(Post, post.pk, "likes_count", by)
    else:
        rows = Post.objects.filter(pk=post.pk)
        count = rows.values_list("likes_count", flat=True).first()
    if count is None:
        raise NotFoundError
    return count
