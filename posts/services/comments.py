"""Comments."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.standing import require_verified
from core import limits
from core.errors import DomainError, ForbiddenError
from core.outbox import emit
from posts.events import PostCountsChanged
from posts.models import Comment, Post

LONGEST = 2200


@transaction.atomic
def add_comment(*, post: Post, author: User, text: str) -> Comment:
    """Raises DomainError for an empty or too long text, LimitedError for too many, and
    EmailNotVerifiedError where the site wants that first."""
    require_verified(user=author)
    text = text.strip()
    if not text:
        raise DomainError(_("Write something first."), code="blank", attr="text")
    if len(text) > LONGEST:
        raise DomainError(
            _("A comment has at most %d characters.") % LONGEST, code="max_length", attr="text"
        )
    limits.take(limits.COMMENTS, by=author.pk)
    comment = Comment.objects.create(post=post, author=author, text=text)
    _count(post, by=1)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, actor: User) -> None:
    """By its author or the post's; again is no change. Raises ForbiddenError for others."""
    if actor.pk not in {comment.author_id, comment.post.author_id}:
        raise ForbiddenError
    deleted, _rows = Comment.objects.filter(pk=comment.pk).delete()
    if deleted:
        _count(comment.post, by=-1)


def _count(post: Post, *, by: int) -> None:
    Post.objects.filter(pk=post.pk).update(comments_count=F("comments_count") + by)
    emit(PostCountsChanged(post_id=post.pk))
