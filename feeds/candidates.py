"""The SQL answer: which posts belong in a home timeline."""

from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from posts.models import Post
from posts.models.post import PostQuerySet
from social.models import Follow, Mute

# Each followee's newest few, by the index on (user_id, id): the cost grows with the number of
# followees and the page, not with the number of their posts.
HOME_IDS = """
WITH authors AS (
  SELECT following_id AS id FROM follows
  JOIN users ON users.id = following_id AND is_active AND deactivated_at IS NULL
  WHERE follower_id = %(viewer)s AND NOT EXISTS (
    SELECT FROM mutes WHERE muter_id = %(viewer)s AND muted_id = following_id
  )
  UNION ALL SELECT %(viewer)s
)
SELECT newest.id
FROM authors CROSS JOIN LATERAL (
  SELECT posts.id FROM posts
  WHERE posts.user_id = authors.id AND posts.deleted_at IS NULL AND posts.id < %(below)s
  ORDER BY posts.id DESC LIMIT %(limit)s
) AS newest
ORDER BY newest.id DESC LIMIT %(limit)s
"""


def home_ids(*, viewer_id: UUID, below: UUID, limit: int) -> list[UUID]:
    """The newest ids below `below`, newest first; a hint like Redis's, to be hydrated.

    Of what hydration drops it leaves out what comes in numbers: all posts of the muted and of
    those who are away. Blocks and private accounts need no look: who is followed has let one in.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOME_IDS, {"viewer": viewer_id, "below": below, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def home_posts(*, viewer: User) -> PostQuerySet:
    """The posts that may stand in the viewer's home timeline now, whatever Redis holds."""
    followed = Follow.objects.filter(follower=viewer, following=OuterRef("author"))
    muted = Mute.objects.filter(muter=viewer, muted=OuterRef("author"))
    return Post.objects.visible_to(viewer).filter(
        Q(author=viewer) | Exists(followed), ~Exists(muted), state=Post.State.READY
    )
