"""The posts that stand first on their author's profile."""

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import ConflictError, NotFoundError
from posts.models import Post
from posts.services.own_posts import lock_own_post

MOST_PINNED = 3


class TooManyPinnedError(ConflictError):
    code = "too_many_pinned"
    detail = _("Three posts are pinned to your profile already. Unpin one of them first.")


class ArchivedError(ConflictError):
    code = "post_archived"
    detail = _("This post is in your archive. Show it again first.")


@transaction.atomic
def pin_post(*, post: Post, actor: User) -> None:
    """Again is no change.

    Raises ForbiddenError for anyone but the author, ArchivedError, and TooManyPinnedError.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked is None:
        raise NotFoundError
    if locked.pinned_at is not None:
        return
    if locked.archived_at is not None:
        raise ArchivedError
    if not has_room(author_id=locked.author_id):
        raise TooManyPinnedError
    Post.objects.filter(pk=locked.pk).update(pinned_at=Now())


def has_room(*, author_id: UUID) -> bool:
    """Whether one more can stand there; true until the caller's transaction ends.

    Two posts that are pinned at once wait for one another here, and the second counts the first.
    """
    User.objects.select_for_update(no_key=True).get(pk=author_id)
    pinned = Post.objects.filter(author=author_id, deleted_at=None, archived_at=None)
    return pinned.exclude(pinned_at=None).count() < MOST_PINNED


@transaction.atomic
def unpin_post(*, post: Post, actor: User) -> None:
    """Again is no change. Raises ForbiddenError for anyone but the author."""
    locked = lock_own_post(post=post, actor=actor)
    if locked is None:
        raise NotFoundError
    Post.objects.filter(pk=locked.pk).update(pinned_at=None)
