"""The reference: what every home timeline must show, written without the application's queries."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

# Of each viewer and post, with whether the fan-out of the post is still to come. Of nothing else a
# worker makes a difference, nor for posts of followed tags.
SHOWN = """
SELECT viewer.id, posts.id, NOT tagged AND EXISTS (
  SELECT FROM outbox
  WHERE subscriber = 'feeds.fan_out_post' AND payload->>'post_id' = posts.id::text
)
FROM users AS viewer CROSS JOIN posts JOIN users AS author ON author.id = posts.user_id
CROSS JOIN LATERAL (
  SELECT
    EXISTS (SELECT FROM follows
      WHERE follower_id = viewer.id AND following_id = author.id) AS follows,
    EXISTS (SELECT FROM close_friends
      WHERE owner_id = author.id AND friend_id = viewer.id) AS is_friend,
    EXISTS (SELECT FROM mutes
      WHERE muter_id = viewer.id AND muted_id = author.id AND mutes.posts) AS mutes,
    EXISTS (SELECT FROM blocks WHERE (blocker_id, blocked_id)
      IN ((viewer.id, author.id), (author.id, viewer.id))) AS is_blocked,
    EXISTS (SELECT FROM hashtag_follows JOIN post_hashtags USING (hashtag_id)
      WHERE hashtag_follows.user_id = viewer.id AND post_id = posts.id) AS tagged
) AS relation
WHERE viewer.is_active AND viewer.deactivated_at IS NULL
  AND author.is_active AND author.deactivated_at IS NULL
  AND state = 'ready' AND deleted_at IS NULL AND archived_at IS NULL
  AND (viewer.id = author.id OR (
    (follows OR (tagged AND NOT author.is_private)) AND NOT mutes AND NOT is_blocked
    AND CASE audience
      WHEN 'followers' THEN follows WHEN 'close_friends' THEN is_friend ELSE true END
  ))
ORDER BY posts.id DESC
"""


@dataclass
class Answer:
    """The ids of a viewer's posts, newest first; those in `late` may be missing for now."""

    ids: list[UUID] = field(default_factory=list)
    late: set[UUID] = field(default_factory=set)

    def given(self, shown: list[UUID]) -> list[UUID]:
        """What `shown` must be: everything that is not late, and of the late what it has."""
        present = set(shown)
        return [each for each in self.ids if each in present or each not in self.late]


def answers() -> dict[UUID, Answer]:
    """By the viewer's id; without those who cannot log in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM users WHERE is_active AND deactivated_at IS NULL")
        found = {row[0]: Answer() for row in cursor.fetchall()}
        cursor.execute(SHOWN)
        for viewer, post, is_late in cursor.fetchall():
            found[viewer].ids.append(post)
            if is_late:
                found[viewer].late.add(post)
    return found
