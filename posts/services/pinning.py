"""Pinning posts above the others on their author's profile."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.transactions import atomic
from core.errors import ConflictError
from posts.models import Post
from posts.services.locks import lock_own_post

MAX_PINNED_POSTS = 3


class TooManyPinnedError(ConflictError):
    code = "too_many_pinned"
    detail = format_lazy(
        _("You can pin up to {} posts. Unpin one of them first."), MAX_PINNED_POSTS
    )


class ArchivedError(ConflictError):
    code = "post_archived"
    detail = _("This post is archived. Show it on your profile first.")


@atomic
def pin_post(*, post: Post, actor: User) -> None:
    """Pin a post. Idempotent.

    Raises ForbiddenError unless `actor` is the author, NotFoundError for a deleted post,
    ArchivedError, and TooManyPinnedError beyond MAX_PINNED_POSTS.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked.pinned_at is not None:
        return
    if locked.archived_at is not None:
        raise ArchivedError
    if not can_pin_another(author_id=locked.author_id):
        raise TooManyPinnedError
    Post.objects.filter(pk=locked.pk).update(pinned_at=Now())


@atomic
def unpin_post(*, post: Post, actor: User) -> None:
    """Unpin a post. Idempotent.

    Raises ForbiddenError unless `actor` is the author, NotFoundError for a deleted post.
    """
    locked = lock_own_post(post=post, actor=actor)
    Post.objects.filter(pk=locked.pk).update(pinned_at=None)


def can_pin_another(*, author_id: UUID) -> bool:
    """Whether one more post can be pinned; stays true until the caller's transaction ends.

    The lock serializes pins of the same author: the second counts the first.
    """
    User.objects.select_for_update(no_key=True).get(pk=author_id)
    pinned = Post.objects.filter(author=author_id, deleted_at=None, archived_at=None)
    return pinned.exclude(pinned_at=None).count() < MAX_PINNED_POSTS
