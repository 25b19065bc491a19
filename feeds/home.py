"""Reading the home timeline.

Candidate ids come from Redis above the timeline's floor and from PostgreSQL below it; ids of posts
with followed tags are not in Redis and are added at the read. The candidates become posts only
through what the viewer may see now.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import structlog

from accounts.models import User
from core.ids import NIL_UUID
from core.live.events import LiveEvent
from core.pagination import DEFAULT_LIMIT, Cursor, Page
from core.redis import RedisError
from feeds import timelines
from feeds.rebuilding import current_timeline, find_timeline, renew_timeline
from feeds.selectors import OutdatedTimelineError, home_ids, home_posts, page_rows, tag_ids
from feeds.timelines import Timeline
from posts.selectors.rows import PostRow

log = structlog.get_logger()

GREATEST = UUID(int=2**128 - 1)
NEW_POSTS_MAX = 100
# How many candidates of the timeline and of each tag the second and third round look at, where
# most of the first round's may not be seen. There is no fourth: the page comes short.
FURTHER_SCANS = (500, 2_000)


@dataclass(frozen=True)
class Candidates:
    """Ids of posts that may belong on a page: all that there are down to `reached`.

    `reached` is the last id looked at, None where there is nothing below.
    """

    ids: list[UUID]
    reached: UUID | None

    @classmethod
    def newest(cls, ids: list[UUID], *, limit: int) -> "Candidates":
        """The result of a query for the newest `limit` ids of a source."""
        return cls(ids, ids[-1] if len(ids) == limit else None)

    def merge(self, other: "Candidates") -> "Candidates":
        """Each id once, newest first, down to where both are complete."""
        ends = [each.reached for each in (self, other) if each.reached]
        reached = max(ends, default=None)
        ids = {each for each in (*self.ids, *other.ids) if reached is None or each >= reached}
        return Candidates(sorted(ids, reverse=True), reached)


@dataclass(frozen=True)
class HomePage(Page[PostRow]):
    """`has_preparing` says whether some of the viewer's own posts are not ready yet."""

    has_preparing: bool = False


def home_page(
    *,
    viewer: User,
    session_id: UUID | None = None,
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> HomePage:
    """A page of the home timeline, newest first; each post once.

    A page with fewer than `limit` posts, or none, may have a `next`: where most candidates may not
    be seen it ends after three rounds, and the next page starts at the last candidate looked at.

    One query where the timeline is in Redis, which also says whether it is still the viewer's: one
    that is outdated is rebuilt. With Redis away the answer is the same, from PostgreSQL alone. With
    `session_id` the same query checks the session: raises SessionEndedError.
    """
    if cursor and cursor.ids:
        return _page_of(viewer, session_id, cursor.ids)
    for find in (find_timeline, renew_timeline):
        with suppress(OutdatedTimelineError):
            return _read_page(viewer, find(viewer), session_id, cursor, limit)
    return _read_page(viewer, None, session_id, cursor, limit)


def serialize_new_posts(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`feed.new` for one viewer: the number of others' posts newer than those shown last."""
    ids = [UUID(event["post_id"])]
    last_seen = _last_seen(viewer)
    if last_seen is not None:
        size = NEW_POSTS_MAX
        timeline = current_timeline(viewer)
        found = _candidates(viewer, timeline, below=GREATEST, scan=size, limit=size)
        ids += [each for each in found.ids[:size] if each > last_seen]
    count = home_posts(viewer=viewer).filter(pk__in=ids).exclude(author=viewer).count()
    return {"type": "feed.new", "count": count} if count else None


def _read_page(
    viewer: User,
    timeline: Timeline | None,
    session_id: UUID | None,
    cursor: Cursor | None,
    limit: int,
) -> HomePage:
    """Raises OutdatedTimelineError, and SessionEndedError."""
    below = cursor.id if cursor else GREATEST
    rows: list[PostRow] = []
    for scan in (limit + 1, *FURTHER_SCANS):
        found = _authored(viewer, timeline, below=below, scan=scan, limit=limit + 1)
        more = page_rows(
            viewer_id=viewer.pk,
            session_id=session_id,
            ids=found.ids,
            reached=found.reached,
            below=below,
            scan=scan,
            limit=limit + 1 - len(rows),
            basis=timeline.basis if timeline else None,
        )
        rows += more.rows
        if more.reached is None or len(rows) > limit:
            break
        below = more.reached
    if cursor is None and rows and not (timeline and timeline.last_seen == rows[0].id):
        _save_last_seen(viewer, rows[0].id)
    end = rows[limit - 1].id if len(rows) > limit else more.reached
    further = Cursor(end) if end else None
    return HomePage(rows[:limit], next=further, has_preparing=more.has_preparing)


def _candidates(
    viewer: User, timeline: Timeline | None, *, below: UUID, scan: int, limit: int
) -> Candidates:
    """The candidates below `below`: at least the newest `scan`, or `limit` that may be seen."""
    tagged = tag_ids(viewer_id=viewer.pk, below=below, limit=scan)
    authored = _authored(viewer, timeline, below=below, scan=scan, limit=limit)
    return authored.merge(Candidates.newest(tagged, limit=scan))


def _authored(
    viewer: User, timeline: Timeline | None, *, below: UUID, scan: int, limit: int
) -> Candidates:
    """The timeline's down to its floor, then PostgreSQL's, without a gap."""
    listed: list[UUID] = []
    if timeline is not None:
        listed = timeline.newest(below=below, limit=scan)
        if len(listed) == scan or timeline.is_complete:
            return Candidates.newest(listed, limit=scan)
        below = min(below, UUID(int=timeline.floor.int + 1))
    stored = home_ids(viewer_id=viewer.pk, below=below, limit=limit)
    return Candidates(listed + stored, Candidates.newest(stored, limit=limit).reached)


def _page_of(viewer: User, session_id: UUID | None, ids: Collection[UUID]) -> HomePage:
    """Those of `ids` that still belong to the home timeline."""
    found = page_rows(
        viewer_id=viewer.pk,
        session_id=session_id,
        ids=list(ids),
        reached=None,
        below=NIL_UUID,
        scan=0,
        limit=len(ids),
    )
    return HomePage(found.rows, has_preparing=found.has_preparing)


def _last_seen(viewer: User) -> UUID | None:
    try:
        return timelines.last_seen(viewer.pk)
    except RedisError:
        return None


def _save_last_seen(viewer: User, newest: UUID) -> None:
    try:
        timelines.save_last_seen(viewer.pk, newest)
    except RedisError as error:
        log.warning("last_seen_not_saved", error=repr(error))
