"""Reading a whole home timeline, and what it must show."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from accounts.models import User
from core.pagination import Cursor
from feeds.home import home_page
from feeds.selectors import home_posts
from posts.models import Post
from posts.selectors.rows import PostRow


def home_of(viewer: User, **params: Any) -> list[Post]:
    """A page; only the ids of its posts are set."""
    return as_posts(home_page(viewer=viewer, **params).items)


def as_posts(rows: Iterable[PostRow]) -> list[Post]:
    return [Post(pk=row.id) for row in rows]


def whole_feed(viewer: User, *, limit: int = 7) -> list[Post]:
    """Page by page to the end, as a client reads it; only the ids of its posts are set."""
    return [Post(pk=each) for each in whole_feed_ids(viewer, limit=limit)]


def whole_feed_ids(viewer: User, *, limit: int) -> list[UUID]:
    ids: list[UUID] = []
    cursor: Cursor | None = None
    while True:
        page = home_page(viewer=viewer, cursor=cursor, limit=limit)
        assert len(page.items) <= limit
        ids += [row.id for row in page.items]
        if page.next is None:
            return ids
        assert cursor is None or page.next.id < cursor.id
        cursor = page.next


def sql_answer(viewer: User) -> list[Post]:
    return list(home_posts(viewer=viewer).order_by("-id"))
