"""Comments, and replies to them."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from accounts.services.standing import require_verified
from core import limits
from core.errors import DomainError, ForbiddenError, NotFoundError
from posts.captions import MOST_MENTIONS
from posts.filtered_words import contains_any
from posts.limits import COMMENTS
from posts.models import Comment, Post
from posts.selectors.author_settings import filtered_words
from posts.selectors.comments import find_comment, may_comment
from posts.services.comment_counts import lock_both, lock_comment, move_counts
from posts.services.words import record_comment
from posts.text import Kind, names_in

LONGEST = 2200


@transaction.atomic
def add_comment(*, post: Post, author: User, text: str, parent_id: UUID | None = None) -> Comment:
    """Write under a post, or in reply to a comment; a reply to a reply hangs beside it.

    Raises DomainError for an empty or too long text, for more mentions than there may be and for
    a comment to reply to that is not there, ForbiddenError where the author of the post lets
    others write, LimitedError for too many, EmailNotVerifiedError where the site wants that first.
    """
    require_verified(user=author)
    text = _check_text(text)
    # The row as it is now: the choice may have changed since it was read.
    fresh = Post.objects.visible_to(author).select_related("author").filter(pk=post.pk).first()
    if fresh is None:
        raise NotFoundError
    if not may_comment(viewer=author, post=fresh):
        raise ForbiddenError(who_may_comment(post=fresh), code="comments_restricted")
    limits.hit(COMMENTS, by=author.pk)
    comment = Comment(post=fresh, author=author, text=text)
    words = filtered_words(author_id=fresh.author_id)
    comment.is_filtered = is_unwanted(comment=comment, words=words)
    comment.parent = parent = _lock_parent(author, fresh, parent_id) if parent_id else None
    comment.save()
    record_comment(comment=comment)
    if not comment.is_filtered:
        move_counts(comment=comment, parent=parent, by=1)
    return comment


@transaction.atomic
def delete_comment(*, comment: Comment, actor: User) -> None:
    """With the replies to it, by its author or the post's; again is no change.

    Raises ForbiddenError for others.
    """
    if actor.pk not in {comment.author_id, comment.post.author_id}:
        raise ForbiddenError
    try:
        locked, parent = lock_both(comment_id=comment.pk, parent_id=comment.parent_id)
    except NotFoundError:
        return
    if parent is None:
        # So that nobody likes a reply which is about to go.
        list(locked.replies.select_for_update().order_by("pk").values_list("pk"))
    locked.delete()
    if not locked.is_filtered:
        move_counts(comment=locked, parent=parent, by=-1)


def is_unwanted(*, comment: Comment, words: list[str]) -> bool:
    """Whether the author of the post wants it hidden; what they write themselves never is."""
    is_own = comment.author_id == comment.post.author_id
    return not is_own and contains_any(comment.text, words)


def who_may_comment(*, post: Post) -> StrOrPromise:
    """A sentence for those who may not."""
    name = post.author.username
    if post.comments_from == Post.CommentsFrom.FOLLOWERS:
        return _("Only people who follow %s can comment.") % name
    if post.comments_from == Post.CommentsFrom.MENTIONED:
        return _("Only people whom %s mentions in the caption can comment.") % name
    return _("Comments are turned off.")


def _check_text(text: str) -> str:
    text = text.strip()
    if not text:
        raise DomainError(_("Write something first."), code="blank", attr="text")
    if len(text) > LONGEST:
        raise DomainError(
            _("A comment has at most %d characters.") % LONGEST, code="max_length", attr="text"
        )
    if len(names_in(text, Kind.MENTION)) > MOST_MENTIONS:
        raise DomainError(
            _("A comment mentions at most %d people.") % MOST_MENTIONS,
            code="too_many_mentions",
            attr="text",
        )
    return text


def _lock_parent(viewer: User, post: Post, comment_id: UUID) -> Comment:
    """The comment on top of the one replied to. One that is elsewhere, or not visible to
    `viewer`, is not there."""
    found = find_comment(viewer=viewer, post=post, comment_id=comment_id)
    try:
        if found is not None:
            return lock_comment(comment_id=found.parent_id or found.pk)
    except NotFoundError:
        pass
    raise DomainError(_("The comment you reply to is not there any more."), attr="parent_id")
