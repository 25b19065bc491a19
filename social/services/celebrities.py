"""Authors who cross the line to being a celebrity, or back.

Who is one changes with the count of followers, in the same statement, under the lock of the author
that every follow takes.
"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db import connection

from core.db.transactions import atomic
from core.outbox import LOWEST_PRIORITY, emit
from social.events import BecameCelebrity
from social.models import Celebrity

COUNT_FOLLOWERS = """
WITH counted AS (
  UPDATE users SET followers_count = followers_count + %(by)s WHERE id = %(author)s
  RETURNING id, followers_count
), ended AS (
  DELETE FROM celebrities USING counted
  WHERE user_id = counted.id AND followers_count < %(left)s
)
INSERT INTO celebrities (user_id)
SELECT id FROM counted WHERE followers_count >= %(line)s
ON CONFLICT (user_id) DO NOTHING
RETURNING id
"""


def count_followers(*, author_id: UUID, by: int) -> None:
    """Add to the author's `followers_count`, within the caller's transaction; one query.

    An author with FEEDS_CELEBRITY_FOLLOWERS becomes a celebrity, and is one until a fifth of these
    is gone: at the line, one follower more or less changes nothing.
    """
    line = int(settings.FEEDS_CELEBRITY_FOLLOWERS)
    with connection.cursor() as cursor:
        cursor.execute(
            COUNT_FOLLOWERS,
            {"author": author_id, "by": by, "line": line, "left": _followers_left()},
        )
        began = cursor.fetchone()
    if began:
        # Last in its queue: until then posts are pushed as well.
        event = BecameCelebrity(celebrity_id=began[0], user_id=author_id)
        emit(event, priority=LOWEST_PRIORITY)


def end_celebrities(*, among: Iterable[UUID]) -> None:
    """As `count_followers`, for those who have lost many at once. Idempotent."""
    few = Celebrity.objects.filter(user__in=among, user__followers_count__lt=_followers_left())
    few.delete()


@atomic
def stop_pushing(*, celebrity_id: UUID) -> None:
    """All home timelines of followers pull the author's posts by now. Idempotent.

    Nothing if the author has gone below the line meanwhile, even if it was crossed again.
    """
    Celebrity.objects.filter(pk=celebrity_id).update(is_pushed=False)


def _followers_left() -> int:
    return max(1, int(settings.FEEDS_CELEBRITY_FOLLOWERS) * 4 // 5)
