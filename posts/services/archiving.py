"""Archiving: only its author sees an archived post."""

from django.db.models.functions import Now

from accounts.models import User
from core.db.transactions import atomic
from posts.models import Post
from posts.services.locks import lock_own_post, update_posts_count
from posts.services.pinning import can_pin_another


@atomic
def archive_post(*, post: Post, actor: User) -> None:
    """Archive a post. Idempotent.

    Raises ForbiddenError unless `actor` is the author, NotFoundError for a deleted post.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked.archived_at is None:
        Post.objects.filter(pk=locked.pk).update(archived_at=Now())
        _recount(locked)


@atomic
def unarchive_post(*, post: Post, actor: User) -> None:
    """Show an archived post at its old place, pinned if there is still room. Idempotent.

    Raises ForbiddenError unless `actor` is the author, NotFoundError for a deleted post.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked.archived_at is not None:
        if locked.pinned_at is not None and not can_pin_another(author_id=locked.author_id):
            Post.objects.filter(pk=locked.pk).update(pinned_at=None)
        Post.objects.filter(pk=locked.pk).update(archived_at=None)
        _recount(locked)


def _recount(locked: Post) -> None:
    was_counted = locked.is_counted
    locked.refresh_from_db(fields=["archived_at"])
    update_posts_count(post=locked, was_counted=was_counted)
