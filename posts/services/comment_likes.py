"""Liking comments."""

from accounts.models import User
from core import limits
from core.db.rows import add_to_counter, insert_if_absent
from core.db.transactions import atomic
from posts.limits import REACTIONS
from posts.models import Comment, CommentLike
from posts.services.comment_locks import lock_comment


def like_comment(*, comment: Comment, user: User) -> int:
    """Like a comment; returns the number of likes. Idempotent.

    Raises LimitedError, and NotFoundError for a comment that was deleted in the meantime.
    """
    limits.hit(REACTIONS, by=user.pk)
    return _like(comment, user)


@atomic
def unlike_comment(*, comment: Comment, user: User) -> int:
    """Remove a like; returns the number of likes. Idempotent.

    Raises NotFoundError for a comment that was deleted in the meantime.
    """
    locked = lock_comment(comment_id=comment.pk)
    deleted, _rows = CommentLike.objects.filter(comment=locked, user=user).delete()
    return _change_count(locked, by=-deleted)


@atomic
def _like(comment: Comment, user: User) -> int:
    # Before the insert, in the order of deleting a comment, which deletes its likes.
    locked = lock_comment(comment_id=comment.pk)
    is_new = insert_if_absent(CommentLike, comment=comment.pk, user=user.pk)
    return _change_count(locked, by=int(is_new))


def _change_count(locked: Comment, *, by: int) -> int:
    if by:
        add_to_counter(Comment, locked.pk, "likes_count", by)
    return locked.likes_count + by
