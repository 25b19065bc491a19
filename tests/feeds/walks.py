"""Reading a whole home timeline, and what it must show."""

from accounts.models import User
from core.pagination import Cursor
from feeds.home import home_page
from feeds.selectors import home_posts
from posts.models import Post


def whole_feed(viewer: User, *, limit: int = 7) -> list[Post]:
    """Page by page to the end, as a client reads it."""
    posts: list[Post] = []
    cursor: Cursor | None = None
    while True:
        page = home_page(viewer=viewer, cursor=cursor, limit=limit)
        assert len(page.items) <= limit
        posts += page.items
        if page.next is None:
            return posts
        assert cursor is None or page.next.id < cursor.id
        cursor = page.next


def sql_answer(viewer: User) -> list[Post]:
    return list(home_posts(viewer=viewer).order_by("-id"))
