"""People who look: logged in as apps and browsers, and what each should see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from accounts.models import User
from tests.bench.world import World
from tests.factories import access_token_of, login_cookie

# So many that none of them reaches a rate limit, which are on.
VIEWERS = 100
_NEWEST = """
SELECT id, shortcode FROM posts
WHERE user_id = %(viewer)s
   OR user_id IN (SELECT following_id FROM follows WHERE follower_id = %(viewer)s)
ORDER BY id DESC LIMIT %(limit)s
"""
_OF_AUTHOR = "SELECT id, shortcode FROM posts WHERE user_id = %s ORDER BY id DESC LIMIT %s"


def viewers(world: World) -> list[User]:
    found = User.objects.in_bulk([world.user_id(number + 1) for number in range(VIEWERS)])
    return list(found.values())


def app_headers(users: Sequence[User]) -> list[dict[str, str]]:
    """Of apps where they are logged in, for fifteen minutes."""
    return [{"Authorization": f"Bearer {access_token_of(user)}"} for user in users]


def browser_headers(users: Sequence[User]) -> list[dict[str, str]]:
    name = settings.SESSION_COOKIE_NAME
    return [{"Cookie": f"{name}={login_cookie(user)}"} for user in users]


def newest_posts(viewer: User, limit: int) -> list[tuple[UUID, str]]:
    """By SQL alone, ids and shortcodes: nothing in this world is hidden from anyone."""
    return _rows(_NEWEST, {"viewer": viewer.pk, "limit": limit})


def posts_of(author: User, limit: int) -> list[tuple[UUID, str]]:
    return _rows(_OF_AUTHOR, [author.pk, limit])


def _rows(sql: str, parameters: Any) -> list[tuple[UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
