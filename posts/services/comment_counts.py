"""The counts of comments, under locks that all who change them take in one order.

A post counts what everybody sees of its comments: those that the word filter left standing, and
their replies that it left standing too. `replies_count` counts the latter alone.

The order is: what is replied to, the reply, the post. So nobody waits for one who waits for them.
"""

from uuid import UUID

from django.db.models import F

from core.errors import NotFoundError
from core.outbox import emit
from posts.events import PostCountsChanged
from posts.models import Comment, Post


def lock_comment(*, comment_id: UUID) -> Comment:
    """The comment as it stands, until the transaction ends; nobody replies to it meanwhile, or
    likes it. Raises NotFoundError."""
    found = Comment.objects.select_for_update().filter(pk=comment_id).first()
    if found is None:
        raise NotFoundError
    return found


def lock_both(*, comment_id: UUID, parent_id: UUID | None) -> tuple[Comment, Comment | None]:
    """A comment, after what it replies to. Raises NotFoundError."""
    parent = lock_comment(comment_id=parent_id) if parent_id else None
    return lock_comment(comment_id=comment_id), parent


def move_counts(*, comment: Comment, parent: Comment | None, by: int) -> None:
    """Everybody begins to see the comment (`by=1`), or does not see it any more (`by=-1`).

    Both are locked, or new. Raises NotFoundError where the post is gone.
    """
    if parent is not None:
        Comment.objects.filter(pk=parent.pk).update(replies_count=F("replies_count") + by)
        if parent.is_filtered:
            return
    # Its replies come and go with it.
    weight = by * (1 + comment.replies_count)
    posts = Post.objects.filter(pk=comment.post_id)
    if not posts.update(comments_count=F("comments_count") + weight):
        raise NotFoundError
    emit(PostCountsChanged(post_id=comment.post_id))
