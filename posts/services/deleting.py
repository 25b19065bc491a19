"""Deleting: what a user deletes is hidden at once, and purged by a worker."""

from django.db.models.functions import Now

from accounts.models import User
from core.db.transactions import atomic
from core.errors import ForbiddenError, NotFoundError
from core.outbox import LOWEST_PRIORITY, emit
from posts.events import CommentDeleted, PostDeleted
from posts.models import Comment, Post
from posts.services.comment_locks import change_counts, lock_with_parent
from posts.services.locks import lock_own_post, update_posts_count


@atomic
def delete_post(*, post: Post, actor: User) -> None:
    """Hide a post. Idempotent.

    Raises ForbiddenError unless `actor` is the author.
    """
    try:
        locked = lock_own_post(post=post, actor=actor)
    except NotFoundError:
        return
    was_counted = locked.is_counted
    Post.objects.filter(pk=post.pk).update(deleted_at=Now())
    locked.refresh_from_db(fields=["deleted_at"])
    update_posts_count(post=locked, was_counted=was_counted)
    emit(PostDeleted(post_id=post.pk), priority=LOWEST_PRIORITY)


@atomic
def delete_comment(*, comment: Comment, actor: User) -> None:
    """Hide a comment with its replies, and count none of them any more. Idempotent.

    Raises ForbiddenError unless `actor` is the author of the comment or of its post.
    """
    if actor.pk not in {comment.author_id, comment.post.author_id}:
        raise ForbiddenError
    try:
        locked, parent = lock_with_parent(comment_id=comment.pk, parent_id=comment.parent_id)
    except NotFoundError:
        return
    Comment.objects.filter(pk=locked.pk).update(deleted_at=Now(), pinned_at=None)
    if not locked.is_filtered:
        change_counts(comment=locked, parent=parent, by=-1)
    emit(CommentDeleted(comment_id=locked.pk))
