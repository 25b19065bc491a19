"""Reading the home timeline: ids from Redis above its floor, from Postgres below, then rows.

Posts with followed tags are not in Redis; they are pulled in between at the read.
"""

from uuid import UUID

import structlog
from django.conf import settings

from accounts.models import User
from core.ids import SMALLEST
from core.pagination import DEFAULT_LIMIT, Cursor, Page
from core.realtime import LiveEvent
from core.redis import RedisError
from feeds import timelines
from feeds.selectors import home_ids, home_posts, tag_ids
from feeds.timelines import Rebuilding, Timeline
from posts.models import Post
from posts.selectors.likes import with_likers

log = structlog.get_logger()

GREATEST = UUID(int=2**128 - 1)
NEW_POSTS_MAX = 100
# Ids looked at in one go, where many of them are of posts that the viewer may not see.
MOST_IDS = 500


def home_page(
    *, viewer: User, cursor: Cursor | None = None, limit: int = DEFAULT_LIMIT
) -> Page[Post]:
    """A page of the home timeline, newest first; each post once.

    With Redis away the answer is the same, from Postgres alone. Four queries where the timeline
    is in Redis: the ids of followed tags, then the posts, their media and the people in them; a
    fifth where one of them is liked, for those whom the viewer follows.
    """
    timeline = _timeline(viewer)
    below = cursor.id if cursor else GREATEST
    posts: list[Post] = []
    batch = limit + 1
    while len(posts) <= limit:
        ids = _ids(viewer, timeline, below=below, limit=batch)
        posts += _hydrate(viewer, ids, most=limit + 1 - len(posts))
        if len(ids) < batch:
            break
        below, batch = ids[-1], min(4 * batch, MOST_IDS)
    if cursor is None and posts:
        _save_last_seen(viewer, posts[0])
    page = with_likers(viewer=viewer, posts=posts[:limit])
    return Page(page, next=Cursor(page[-1].pk) if len(posts) > limit else None)


def serialize_new_posts(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`feed.new` for one viewer: the number of posts newer than those shown last."""
    arrived = UUID(event["post_id"])
    try:
        seen = timelines.last_seen(viewer.pk)
    except RedisError:
        seen = None
    ids = [arrived]
    if seen is not None:
        newest = _ids(viewer, _timeline(viewer), below=GREATEST, limit=NEW_POSTS_MAX)
        ids += [each for each in newest if each > seen]
    count = home_posts(viewer=viewer).filter(pk__in=ids).count()
    return {"type": "feed.new", "count": count} if count else None


def _timeline(viewer: User) -> Timeline | None:
    """What Redis knows, rebuilt if need be; None where Postgres must answer alone."""
    try:
        found = timelines.read(viewer.pk)
        if found is None:
            return _rebuild(viewer)
    except RedisError as error:
        log.warning("timeline_unavailable", error=repr(error))
        return None
    return None if isinstance(found, Rebuilding) else found


def _rebuild(viewer: User) -> Timeline | None:
    """One reader rebuilds; what it read from Postgres serves this read at once."""
    marker = timelines.start_rebuild(viewer.pk)
    if marker is None:
        return None
    length = settings.FEEDS_TIMELINE_LENGTH
    ids = home_ids(viewer_id=viewer.pk, below=GREATEST, limit=length)
    full = len(ids) == length
    timeline = Timeline(ids[:-1] if full else ids, ids[-1] if full else SMALLEST)
    timelines.finish_rebuild(viewer.pk, marker, timeline)
    return timeline


def _ids(viewer: User, timeline: Timeline | None, *, below: UUID, limit: int) -> list[UUID]:
    """The newest ids below `below`: of the people one follows, and of the tags."""
    ids = set(_ids_of_people(viewer, timeline, below=below, limit=limit))
    ids.update(tag_ids(viewer_id=viewer.pk, below=below, limit=limit))
    return sorted(ids, reverse=True)[:limit]


def _ids_of_people(
    viewer: User, timeline: Timeline | None, *, below: UUID, limit: int
) -> list[UUID]:
    """The list's down to its floor, then Postgres's, seamlessly."""
    if timeline is None:
        return home_ids(viewer_id=viewer.pk, below=below, limit=limit)
    ids = [each for each in timeline.ids if each < below][:limit]
    if len(ids) < limit and not timeline.is_complete:
        under = min(below, UUID(int=timeline.floor.int + 1))
        ids += home_ids(viewer_id=viewer.pk, below=under, limit=limit - len(ids))
    return ids


def _hydrate(viewer: User, ids: list[UUID], *, most: int) -> list[Post]:
    """Ids become posts only through what the viewer may see now."""
    posts = home_posts(viewer=viewer).for_cards(viewer).filter(pk__in=ids)
    return list(posts.order_by("-id")[:most])


def _save_last_seen(viewer: User, newest: Post) -> None:
    try:
        timelines.save_last_seen(viewer.pk, newest.pk)
    except RedisError as error:
        log.warning("seen_not_kept", error=repr(error))
