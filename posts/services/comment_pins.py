"""Comments that the author of the post keeps on top."""

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import ConflictError, DomainError, ForbiddenError
from posts.models import Comment, Post
from posts.services.comment_counts import lock_comment

MOST_PINNED = 3


@transaction.atomic
def pin_comment(*, comment: Comment, actor: User) -> None:
    """Keep it on top; again is no change.

    Raises ForbiddenError for all but the author of the post, DomainError for a reply,
    ConflictError where three are pinned, NotFoundError for one that is gone.
    """
    _check_author(comment, actor)
    if comment.parent_id:
        raise DomainError(_("A reply cannot be pinned."), code="reply")
    if lock_comment(comment_id=comment.pk).pinned_at:
        return
    # Two that are pinned at the same moment wait for one another here.
    Post.objects.select_for_update(no_key=True).get(pk=comment.post_id)
    pinned = Comment.objects.filter(post=comment.post_id, pinned_at__isnull=False)
    if pinned.count() >= MOST_PINNED:
        raise ConflictError(
            _("At most %d comments can be pinned. Unpin one of them first.") % MOST_PINNED,
            code="too_many_pinned",
        )
    Comment.objects.filter(pk=comment.pk).update(pinned_at=Now())


@transaction.atomic
def unpin_comment(*, comment: Comment, actor: User) -> None:
    """Again is no change. Raises ForbiddenError for all but the author of the post."""
    _check_author(comment, actor)
    Comment.objects.filter(pk=comment.pk).update(pinned_at=None)


def _check_author(comment: Comment, actor: User) -> None:
    if actor.pk != comment.post.author_id:
        raise ForbiddenError
