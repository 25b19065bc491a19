"""The SQL answer: whom a viewer might know, and by whom."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

# Whom the viewer followed last, and whom each of those followed last, each by the index on
# (follower, created_at): the cost has a bound, however many anybody follows. OFFSET 0 and LIMIT 1
# keep the planner to one look by the primary key for each candidate, where it would rather read
# all that the viewer follows, or all users, into a hash. After friends of friends come the popular.
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
    """`followed_by` are the first two of the `followed_by_count` whom the viewer follows."""

    id: UUID
    followed_by: list[UUID]
    followed_by_count: int


def candidates(*, viewer_id: UUID, limit: int) -> list[Candidate]:
    """Whom `viewer` neither follows, asked, mutes nor is kept from by a block; a hint, to be
    hydrated."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, {"viewer": viewer_id, "limit": limit})
        return [Candidate(*row) for row in cursor.fetchall()]
