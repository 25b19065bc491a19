"""Sentences with the counts of a post or a comment, which fill slots of kept HTML."""

from functools import lru_cache
from typing import Protocol
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.models import User
from accounts.selectors import read_summary
from core.ids import NIL_UUID
from posts.models import Comment, Post
from posts.models.post import Viewer
from posts.selectors.comment_rows import CommentRow
from posts.selectors.rows import PostRow

# Of the posts that are made to be counted.
SOME_AUTHOR = UUID(int=1)


class Counts(Protocol):
    """A row of a post."""

    @property
    def author_id(self) -> UUID: ...
    @property
    def hide_counts(self) -> bool: ...


def shows_counts(row: Counts, viewer: Viewer) -> bool:
    """As `Post.shows_counts_to`."""
    return not row.hide_counts or row.author_id == viewer.pk


def likes_line(row: PostRow, viewer: Viewer) -> bytes:
    """Who likes a post."""
    return _likes(
        row.likes_count,
        row.liked,
        row.likers[0] if row.likers else None,
        row.shortcode,
        is_shown=shows_counts(row, viewer),
        is_authenticated=viewer.is_authenticated,
        language=get_language(),
    )


def comments_link(row: PostRow, viewer: Viewer) -> bytes:
    """The link to a post's comments."""
    template = "posts/_comments_link.html"
    is_shown = shows_counts(row, viewer)
    return _comments(template, row.comments_count, row.shortcode, is_shown, get_language())


def comments_heading(row: PostRow, viewer: Viewer) -> bytes:
    """What stands above a post's comments."""
    template = "posts/_comments_heading.html"
    is_shown = shows_counts(row, viewer)
    return _comments(template, row.comments_count, row.shortcode, is_shown, get_language())


def comment_likes(row: CommentRow) -> bytes:
    """How many like a comment."""
    return _hearts(row.id, row.likes_count, row.liked, get_language())


@lru_cache(maxsize=10_000)
def _likes(
    count: int,
    is_liked: bool,
    liker: str | None,
    shortcode: str,
    *,
    is_shown: bool,
    is_authenticated: bool,
    language: str,  # of the text
) -> bytes:
    post = _post(shortcode, is_shown, likes_count=count)
    post.liked, post.known_likers = is_liked, [read_summary(liker)] if liker else []
    user = User(pk=NIL_UUID) if is_authenticated else AnonymousUser()
    return render_to_string("posts/_likes.html", {"post": post, "user": user}).encode()


@lru_cache(maxsize=10_000)
def _comments(template: str, count: int, shortcode: str, is_shown: bool, _language: str) -> bytes:
    post = _post(shortcode, is_shown, comments_count=count)
    return render_to_string(template, {"post": post, "user": AnonymousUser()}).encode()


@lru_cache(maxsize=10_000)
def _hearts(comment_id: UUID, count: int, is_liked: bool, _language: str) -> bytes:
    comment = Comment(pk=comment_id, likes_count=count)
    comment.liked = is_liked
    return render_to_string("posts/_comment_likes.html", {"comment": comment}).encode()


def _post(shortcode: str, is_shown: bool, **counts: int) -> Post:
    """For viewers who are not its author: `hide_counts` says what they see."""
    hide_counts = not is_shown
    return Post(shortcode=shortcode, author_id=SOME_AUTHOR, hide_counts=hide_counts, **counts)


def forget() -> None:
    """Render everything anew; for tests."""
    for kept in (_likes, _comments, _hearts):
        kept.cache_clear()
