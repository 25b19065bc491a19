"""The SQL query for suggestions: users a viewer might know, and through whom."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

# The viewer's latest followees, and the latest followees of each of those, both by the index on
# (follower, created_at): the cost is bounded, however many follows there are. OFFSET 0 and LIMIT 1
# make the planner look up each candidate by primary key; otherwise it would hash all followees of
# the viewer, or all users. After friends of friends come the popular.
CANDIDATES = """
WITH followees AS MATERIALIZED (
  SELECT newest.id, newest.created_at
  FROM (
    SELECT following_id AS id, created_at FROM follows WHERE follower_id = %(viewer)s
    ORDER BY created_at DESC, following_id DESC LIMIT 200
  ) AS newest
  CROSS JOIN LATERAL (
    SELECT FROM users WHERE users.id = newest.id AND is_active AND deactivated_at IS NULL LIMIT 1
  ) AS there
), found AS (
  SELECT theirs.id, 1 AS ties
  FROM followees CROSS JOIN LATERAL (
    SELECT following_id AS id FROM follows WHERE follower_id = followees.id
    ORDER BY created_at DESC, following_id DESC LIMIT 25
  ) AS theirs
  UNION ALL
  (SELECT id, 0 FROM users ORDER BY followers_count DESC, id LIMIT 200)
), strangers AS (
  SELECT id, sum(ties) AS ties FROM found GROUP BY id
  HAVING id <> %(viewer)s AND NOT EXISTS (
    SELECT FROM follows WHERE follower_id = %(viewer)s AND following_id = found.id OFFSET 0
  )
  ORDER BY ties DESC, id LIMIT 500
), chosen AS (
  SELECT strangers.id, ties, followers_count
  FROM strangers CROSS JOIN LATERAL (
    SELECT followers_count FROM users
    WHERE users.id = strangers.id AND is_active AND deactivated_at IS NULL LIMIT 1
  ) AS there
  WHERE NOT EXISTS (
    SELECT FROM follow_requests WHERE follower_id = %(viewer)s AND following_id = strangers.id
  ) AND NOT EXISTS (
    SELECT FROM mutes WHERE muter_id = %(viewer)s AND muted_id = strangers.id
  ) AND NOT EXISTS (
    SELECT FROM blocks WHERE blocker_id = %(viewer)s AND blocked_id = strangers.id
  ) AND NOT EXISTS (
    SELECT FROM blocks WHERE blocker_id = strangers.id AND blocked_id = %(viewer)s
  )
  ORDER BY ties DESC, followers_count DESC, strangers.id LIMIT %(limit)s
)
SELECT chosen.id, coalesce(known.ids[:2], '{}'), known.number
FROM chosen CROSS JOIN LATERAL (
  SELECT array_agg(id ORDER BY created_at DESC, id DESC) AS ids, count(*) AS number
  FROM followees WHERE EXISTS (
    SELECT FROM follows WHERE follower_id = followees.id AND following_id = chosen.id OFFSET 0
  )
) AS known
ORDER BY known.number DESC, followers_count DESC, chosen.id
"""


@dataclass(frozen=True)
class Candidate:
    """`followed_by` are the ids of the first two of `followed_by_count` followees of the viewer."""

    id: UUID
    followed_by: list[UUID]
    followed_by_count: int


def candidates(*, viewer_id: UUID, limit: int) -> list[Candidate]:
    """Users that the viewer neither follows, requested to follow nor mutes, without a block.

    To be hydrated through `visible_to`."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"viewer": viewer_id, "limit": limit})
        return [Candidate(*row) for row in cursor.fetchall()]
