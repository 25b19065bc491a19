"""Pinning comments: the post's author keeps them above the others."""

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.transactions import atomic
from core.errors import ConflictError, DomainError, ForbiddenError
from posts.models import Comment, Post
from posts.services.comment_locks import lock_comment

MAX_PINNED_COMMENTS = 3


@atomic
def pin_comment(*, comment: Comment, actor: User) -> None:
    """Pin a comment; `comment.post` must be loaded. Idempotent.

    Raises ForbiddenError unless `actor` is the author of the post, DomainError for a reply,
    ConflictError beyond MAX_PINNED_COMMENTS, NotFoundError for a comment that was deleted.
    """
    _check_author(comment, actor)
    if comment.parent_id:
        raise DomainError(_("A reply cannot be pinned."), code="reply")
    if lock_comment(comment_id=comment.pk).pinned_at:
        return
    # Serializes pins of the same post: the second counts the first.
    Post.objects.select_for_update(no_key=True).get(pk=comment.post_id)
    pinned = Comment.objects.filter(post=comment.post_id, pinned_at__isnull=False)
    if pinned.count() >= MAX_PINNED_COMMENTS:
        raise ConflictError(
            _("You can pin up to %d comments. Unpin one of them first.") % MAX_PINNED_COMMENTS,
            code="too_many_pinned",
        )
    Comment.objects.filter(pk=comment.pk).update(pinned_at=Now())


@atomic
def unpin_comment(*, comment: Comment, actor: User) -> None:
    """Unpin a comment. Idempotent. Raises ForbiddenError unless `actor` is the post's author."""
    _check_author(comment, actor)
    Comment.objects.filter(pk=comment.pk).update(pinned_at=None)


def _check_author(comment: Comment, actor: User) -> None:
    if actor.pk != comment.post.author_id:
        raise ForbiddenError
