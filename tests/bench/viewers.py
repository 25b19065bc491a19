"""People who look: logged in as apps and browsers, and what each should see."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from accounts.models import User
from tests.bench.world import World
from tests.factories import access_token_of, login_cookie

# So many that none of them reaches a rate limit, which are on.
VIEWERS = 100
_NEWEST = """
SELECT id, shortcode, likes_count, comments_count,
    EXISTS (SELECT FROM likes WHERE post_id = posts.id AND user_id = %(viewer)s),
    EXISTS (SELECT FROM saves WHERE post_id = posts.id AND user_id = %(viewer)s),
    (SELECT count(*) FROM likes JOIN follows ON following_id = user_id
     WHERE post_id = posts.id AND follower_id = %(viewer)s)
FROM posts
WHERE user_id = %(viewer)s
   OR user_id IN (SELECT following_id FROM follows WHERE follower_id = %(viewer)s)
ORDER BY id DESC LIMIT %(limit)s
"""
_OF_AUTHOR = "SELECT shortcode FROM posts WHERE user_id = %s ORDER BY id DESC LIMIT %s"


class Shown(NamedTuple):
    """A post as a viewer should see it."""

    id: UUID
    shortcode: str
    likes_count: int
    comments_count: int
    liked: bool
    saved: bool
    known_likers: int
    """Whom the viewer follows."""


def viewers(world: World) -> list[User]:
    found = User.objects.in_bulk([world.user_id(number + 1) for number in range(VIEWERS)])
    return list(found.values())


def app_headers(users: Sequence[User]) -> list[dict[str, str]]:
    """Of apps where they are logged in, for fifteen minutes."""
    return [{"Authorization": f"Bearer {access_token_of(user)}"} for user in users]


def browser_headers(users: Sequence[User]) -> list[dict[str, str]]:
    name = settings.SESSION_COOKIE_NAME
    return [{"Cookie": f"{name}={login_cookie(user)}"} for user in users]


def newest_posts(viewer: User, limit: int) -> list[Shown]:
    """The home timeline by SQL alone: nothing in this world is hidden from anyone."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {"viewer": viewer.pk, "limit": limit})
        return [Shown(*row) for row in cursor.fetchall()]


def shortcodes_of(author: User, limit: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_OF_AUTHOR, [author.pk, limit])
        return [shortcode for (shortcode,) in cursor.fetchall()]
