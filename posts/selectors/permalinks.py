"""The page of a post as one statement: the post, its first comments and more of its author's."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from core.db.compiled import compile_sql, compiled, prepared_cursor
from core.db.conditions import HasRow
from core.db.functions import json_text
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT
from posts.models import Comment, Mention, Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.cards import more_of_author
from posts.selectors.comment_rows import CommentRow, comment_text, with_rows
from posts.selectors.comments import accepts_comments
from posts.selectors.rows import PostRow, select_rows, with_version

ROW_SIZE = len(PostRow._fields)
TILE_COLUMNS = ("id", "version", "hide_counts", "likes_count", "comments_count")
# Naming the viewer once keeps the number of parameters small, which psycopg counts each time.
PAGE = "WITH viewer AS MATERIALIZED (SELECT %(viewer)s::uuid AS id) {post}"


class _Further(NamedTuple):
    """Columns behind those of PostRow."""

    state: str
    comments_from: str
    mentions_viewer: bool
    requested_author: bool
    followed_by_author: bool
    pinned_comments: list[str]
    newest_comments: list[str]
    more_posts: list[str]


@dataclass(frozen=True)
class Permalink:
    """What the page of a post consists of, to one viewer; `requested` and `followed_by` are
    between the viewer and the author."""

    row: PostRow
    is_ready: bool
    may_comment: bool
    requested: bool
    followed_by: bool
    pinned: list[CommentRow]
    # With one more than are shown, where there are more.
    newest: list[CommentRow]
    # With what is needed of tiles that are kept.
    more_posts: list[Post]


def get_permalink(*, viewer: Viewer, shortcode: str) -> Permalink:
    """One query. Raises NotFoundError."""
    with prepared_cursor() as cursor:
        cursor.execute(_permalink_sql(viewer.is_anonymous), {"viewer": viewer.pk, "key": shortcode})
        values: tuple[Any, ...] | None = cursor.fetchone()
    if values is None:
        raise NotFoundError
    row, further = PostRow._make(values[:ROW_SIZE]), _Further._make(values[ROW_SIZE:])
    return Permalink(
        row,
        is_ready=further.state == Post.State.READY,
        may_comment=_may_comment(viewer, row, further),
        requested=further.requested_author,
        followed_by=further.followed_by_author,
        pinned=[CommentRow.read(text) for text in further.pinned_comments],
        newest=[CommentRow.read(text) for text in further.newest_comments],
        more_posts=[_read_tile(row, text) for text in further.more_posts],
    )


def _read_tile(row: PostRow, text: str) -> Post:
    pk, version, hide_counts, likes_count, comments_count = json.loads(text)
    post = Post(
        pk=UUID(pk),
        author_id=row.author_id,
        hide_counts=hide_counts,
        likes_count=likes_count,
        comments_count=comments_count,
    )
    post.version = version
    return post


def _may_comment(viewer: Viewer, row: PostRow, further: _Further) -> bool:
    return accepts_comments(
        viewer,
        author_id=row.author_id,
        comments_from=further.comments_from,
        follows=lambda: row.follows_author,
        is_mentioned=lambda: further.mentions_viewer,
    )


@compiled
def _permalink_sql(is_anonymous: bool) -> str:
    viewer = AnonymousUser() if is_anonymous else User(pk=uuid4())
    key = "-" * 11
    names = {viewer.pk: "(SELECT id FROM viewer)", key: "%(key)s"}
    posts = Post.objects.visible_to(viewer).filter(shortcode=key)
    return PAGE.format(post=compile_sql(_columns(posts, viewer), names))


def _columns(posts: PostQuerySet, viewer: Viewer) -> QuerySet[Post, Any]:
    mentions = Mention.objects.filter(post=OuterRef("pk"), comment=None, user=viewer.pk)
    comments = Comment.objects.visible_to(viewer).filter(post=OuterRef("pk"), parent=None)
    rows = with_rows(comments, viewer)
    pinned = rows.filter(pinned_at__isnull=False).order_by("pinned_at", "id")
    newest = rows.filter(pinned_at=None).order_by("-id")[: DEFAULT_LIMIT + 1]
    more = with_version(more_of_author(viewer, OuterRef("author"), besides=OuterRef("pk")))
    further = posts.annotate(
        mentions_viewer=Exists(mentions),
        requested_author=HasRow("social.FollowRequest", follower=viewer.pk, following=F("author")),
        followed_by_author=HasRow("social.Follow", follower=F("author"), following=viewer.pk),
        pinned_comments=ArraySubquery(pinned.values(row=comment_text())),
        newest_comments=ArraySubquery(newest.values(row=comment_text())),
        more_posts=ArraySubquery(more.values(row=json_text(*TILE_COLUMNS))),
    )
    return select_rows(further, viewer, *_Further._fields)
