"""Posts as tiles of a grid: their version, and what a tile shows besides."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from posts.models import Post
from posts.models.post import PostQuerySet, Viewer
from posts.selectors.rows import with_version

# Enough to decide what is shown to whom; anything else about these posts would be a query.
FIELDS = (
    *("id", "author_id", "shortcode", "state", "audience", "hide_counts"),
    *("likes_count", "comments_count", "pinned_at", "archived_at", "deleted_at"),
)


# How a list loads its posts: as `PostQuerySet.for_cards`, or as `as_tiles`.
Load: TypeAlias = Callable[[PostQuerySet, Viewer], PostQuerySet]


def as_tiles(posts: PostQuerySet, _viewer: Viewer) -> PostQuerySet:
    """With all that a tile shows besides what is kept of it: no further query."""
    return with_version(posts).select_related("author")


def select_tiles(posts: PostQuerySet) -> QuerySet[Post, tuple[object, ...]]:
    """The columns of `read_tile`."""
    return with_version(posts).values_list(*FIELDS, "version")


def read_tile(values: Sequence[Any], author: User) -> Post:
    """The post of a row by this author."""
    *columns, version = values
    post = Post.from_db(connection.alias, FIELDS, columns)
    post.version, post.author = version, author
    return post
