"""Comments, and replies to them."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from accounts.services.email_verification import require_verified
from core import limits
from core.db.rows import insert_row
from core.db.transactions import atomic
from core.errors import DomainError, ForbiddenError, NotFoundError
from core.text.cleaning import clean_text
from posts.limits import COMMENTS
from posts.models import COMMENT_MAX_LENGTH, Comment, Post
from posts.selectors.author_settings import hidden_words
from posts.selectors.comments import find_comment, may_comment
from posts.services.comment_locks import change_counts, lock_comment
from posts.services.entities import record_comment
from posts.services.locks import lock_against_purge
from posts.text.captions import MAX_MENTIONS
from posts.text.parsing import Entities, entities_in
from posts.text.word_filter import contains_any


def add_comment(*, post: Post, author: User, text: str, parent_id: UUID | None = None) -> Comment:
    """Add a comment to a post that `author` may see, or reply to the comment `parent_id`.

    There is one level of replies: a reply to a reply becomes its sibling. The comment comes as
    from `for_list`, and `comment.post.comments_count` is current.

    Raises DomainError for an empty or too long text, for too many mentions and for a parent that
    does not exist, ForbiddenError if the post's author does not accept comments of `author`,
    NotFoundError for a post that was deleted in the meantime, LimitedError, EmailNotVerifiedError.
    """
    require_verified(user=author)
    text, entities = _check_text(text)
    if not may_comment(viewer=author, post=post):
        raise ForbiddenError(who_may_comment(post=post), code="comments_restricted")
    limits.hit(COMMENTS, by=author.pk)
    comment = Comment(post=post, author=author, text=text)
    words = hidden_words(post=post)
    comment.is_filtered = matches_word_filter(comment=comment, words=words)
    return _add(comment, parent_id, entities)


def matches_word_filter(*, comment: Comment, words: list[str]) -> bool:
    """Whether one of the post author's hidden words is in a comment by another user."""
    is_own = comment.author_id == comment.post.author_id
    return not is_own and contains_any(comment.text, words)


def who_may_comment(*, post: Post) -> StrOrPromise:
    """A sentence for viewers who may not comment."""
    name = post.author.username
    if post.comments_from == Post.CommentsFrom.FOLLOWERS:
        return _("Only people who follow %s can comment.") % name
    if post.comments_from == Post.CommentsFrom.MENTIONED:
        return _("Only people mentioned by %s in the caption can comment.") % name
    return _("Comments are turned off.")


@atomic
def _add(comment: Comment, parent_id: UUID | None, entities: Entities) -> Comment:
    post, author = comment.post, comment.author
    parent = _lock_parent(author, post, parent_id) if parent_id else None
    comment.parent = parent
    insert_row(comment)
    comment.mentioned = record_comment(comment=comment, mentions=entities.mentions)
    if comment.is_filtered:
        lock_against_purge(post_id=post.pk)
    else:
        count = change_counts(comment=comment, parent=parent, by=1)
        post.comments_count = post.comments_count if count is None else count
    comment.liked, comment.hidden, comment.replies_shown = False, False, 0
    return comment


def _check_text(text: str) -> tuple[str, Entities]:
    text = clean_text(text)
    if not text:
        raise DomainError(_("Write something first."), code="blank", attr="text")
    if len(text) > COMMENT_MAX_LENGTH:
        raise DomainError(
            _("A comment can have up to %d characters.") % COMMENT_MAX_LENGTH,
            code="max_length",
            attr="text",
        )
    entities = entities_in(text)
    if len(entities.mentions) > MAX_MENTIONS:
        raise DomainError(
            _("A comment can mention up to %d people.") % MAX_MENTIONS,
            code="too_many_mentions",
            attr="text",
        )
    return text, entities


def _lock_parent(viewer: User, post: Post, comment_id: UUID) -> Comment:
    """The top-level comment of a thread on this post that `viewer` sees, locked."""
    found = find_comment(viewer=viewer, post=post, comment_id=comment_id)
    try:
        if found is not None:
            return lock_comment(comment_id=found.parent_id or found.pk)
    except NotFoundError:
        pass
    raise DomainError(_("The comment you're replying to was deleted."), attr="parent_id")
