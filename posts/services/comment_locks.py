"""The locks of comments and their counters, taken in one order everywhere.

`comments_count` of a post counts the comments everyone sees: those the word filter does not hide,
with those of their replies that it does not hide. `replies_count` counts the latter alone.

The order is parent, reply, post; see `locks` for that of the whole app.
"""

from uuid import UUID

from core.db.rows import add_to_counter
from core.errors import NotFoundError
from core.outbox import emit
from posts.events import PostCountsChanged
from posts.models import Comment, Post


def lock_comment(*, comment_id: UUID) -> Comment:
    """The comment, locked until the caller's transaction ends against replies and likes.

    Raises NotFoundError.
    """
    found = Comment.objects.select_for_update().filter(pk=comment_id).first()
    if found is None:
        raise NotFoundError
    return found


def lock_with_parent(*, comment_id: UUID, parent_id: UUID | None) -> tuple[Comment, Comment | None]:
    """A comment and its parent, locked in the order above. Raises NotFoundError."""
    parent = lock_comment(comment_id=parent_id) if parent_id else None
    return lock_comment(comment_id=comment_id), parent


def change_counts(*, comment: Comment, parent: Comment | None, by: int) -> int | None:
    """Count a comment that everyone begins to see (`by=1`), or no longer sees (`by=-1`).

    Both comments are locked, or new. Returns the post's `comments_count`, or None if a hidden
    parent hides the reply. Raises NotFoundError if the post was purged.
    """
    if parent is not None:
        add_to_counter(Comment, parent.pk, "replies_count", by)
        if parent.is_filtered:
            return None
    # Replies are shown and hidden with their parent.
    weight = by * (1 + comment.replies_count)
    emit(PostCountsChanged(post_id=comment.post_id))
    # Last, since it locks the row, for which all who comment on the post wait.
    count = add_to_counter(Post, comment.post_id, "comments_count", weight)
    if count is None:
        raise NotFoundError
    return count
