"""Likes. The counter moves by what was really written, so it cannot drift."""

from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from core import limits
from core.errors import NotFoundError
from core.outbox import emit
from posts.events import PostCountsChanged
from posts.limits import REACTIONS
from posts.models import Like, Post


@transaction.atomic
def like_post(*, post: Post, user: User) -> int:
    """Like; again is no change. The new count.

    Raises LimitedError, and NotFoundError for a post that is gone meanwhile.
    """
    limits.hit(REACTIONS, by=user.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO likes (post_id, user_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [post.pk, user.pk],
        )
        return _count(post, by=cursor.rowcount)


@transaction.atomic
def unlike_post(*, post: Post, user: User) -> int:
    """Take a like back; again is no change. The new count."""
    deleted, _rows = Like.objects.filter(post=post, user=user).delete()
    return _count(post, by=-deleted)


def _count(post: Post, *, by: int) -> int:
    rows = Post.objects.filter(pk=post.pk)
    if by:
        rows.update(likes_count=F("likes_count") + by)
        emit(PostCountsChanged(post_id=post.pk))
    count = rows.values_list("likes_count", flat=True).first()
    if count is None:
        raise NotFoundError
    return count
