"""Taking a post out of everybody's sight but its author's, and putting it back."""

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import User
from core.errors import NotFoundError
from posts.models import Post
from posts.services.own_posts import count_post, lock_own_post
from posts.services.pinning import has_room


@transaction.atomic
def archive_post(*, post: Post, actor: User) -> None:
    """Again is no change.

    Raises ForbiddenError for anyone but the author.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked is None:
        raise NotFoundError
    if locked.archived_at is None:
        Post.objects.filter(pk=locked.pk).update(archived_at=Now())
        _recount(locked)


@transaction.atomic
def unarchive_post(*, post: Post, actor: User) -> None:
    """It stands where it stood; pinned too, where there is still room. Again is no change.

    Raises ForbiddenError for anyone but the author.
    """
    locked = lock_own_post(post=post, actor=actor)
    if locked is None:
        raise NotFoundError
    if locked.archived_at is not None:
        if locked.pinned_at is not None and not has_room(author_id=locked.author_id):
            Post.objects.filter(pk=locked.pk).update(pinned_at=None)
        Post.objects.filter(pk=locked.pk).update(archived_at=None)
        _recount(locked)


def _recount(locked: Post) -> None:
    was_counted = locked.is_counted
    locked.refresh_from_db(fields=["archived_at"])
    count_post(post=locked, was_counted=was_counted)
