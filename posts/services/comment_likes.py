"""Likes of comments, counted as those of posts are."""

from django.db import connection, transaction
from django.db.models import F

from accounts.models import User
from core import limits
from posts.limits import REACTIONS
from posts.models import Comment, CommentLike
from posts.services.comment_counts import lock_comment


@transaction.atomic
def like_comment(*, comment: Comment, user: User) -> int:
    """Like; again is no change. The new count.

    Raises LimitedError, and NotFoundError for one that is gone.
    """
    limits.hit(REACTIONS, by=user.pk)
    # First, as whoever deletes the comment does it: its likes go with it.
    locked = lock_comment(comment_id=comment.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO comment_likes (comment_id, user_id) VALUES (%s, %s)"
            " ON CONFLICT DO NOTHING",
            [comment.pk, user.pk],
        )
        return _count(locked, by=cursor.rowcount)


@transaction.atomic
def unlike_comment(*, comment: Comment, user: User) -> int:
    """Take a like back; again is no change. The new count. Raises NotFoundError likewise."""
    locked = lock_comment(comment_id=comment.pk)
    deleted, _rows = CommentLike.objects.filter(comment=locked, user=user).delete()
    return _count(locked, by=-deleted)


def _count(locked: Comment, *, by: int) -> int:
    if by:
        Comment.objects.filter(pk=locked.pk).update(likes_count=F("likes_count") + by)
    return locked.likes_count + by
