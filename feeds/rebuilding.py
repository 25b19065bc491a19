"""The timeline that a home page is read from, rebuilt where it is missing or outdated.

The home timeline in Redis is merged with the author timelines of the celebrities whom the viewer
follows: the result is complete above the newest of all floors, as a single list would be.
"""

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.conf import settings

from accounts.models import User
from core.redis import RedisError
from feeds import timelines
from feeds.selectors import is_current, stored_author_timelines, stored_timeline
from feeds.timelines import Rebuilding, Timeline

log = structlog.get_logger()


def find_timeline(viewer: User) -> Timeline | None:
    """The timeline in Redis, rebuilt if it is missing; None where PostgreSQL must answer alone.

    Whether it is outdated only PostgreSQL knows: see `page_rows`.
    """
    try:
        found = timelines.read(viewer.pk)
        home = _rebuild(viewer) if found is None else found
        return None if home is None or isinstance(home, Rebuilding) else _with_pulled(home)
    except RedisError as error:
        log.warning("timeline_unavailable", error=repr(error))
        return None


def renew_timeline(viewer: User) -> Timeline | None:
    """As `find_timeline`, after what is in Redis has turned out to be outdated."""
    try:
        timelines.invalidate(viewer.pk)
    except RedisError as error:
        log.warning("timeline_unavailable", error=repr(error))
        return None
    return find_timeline(viewer)


def current_timeline(viewer: User) -> Timeline | None:
    """As `find_timeline`, rebuilt if it is outdated: a query more."""
    found = find_timeline(viewer)
    if found is None or is_current(viewer_id=viewer.pk, basis=found.basis):
        return found
    return renew_timeline(viewer)


def _rebuild(viewer: User) -> Timeline | None:
    """One reader rebuilds; what it reads from PostgreSQL serves this read too."""
    marker = timelines.start_rebuild(viewer.pk)
    if marker is None:
        return None
    timeline = stored_timeline(viewer_id=viewer.pk, length=settings.FEEDS_TIMELINE_LENGTH)
    timelines.finish_rebuild(viewer.pk, marker, timeline)
    return timeline


def _with_pulled(home: Timeline) -> Timeline:
    """Pulls the posts of the celebrities: one pipeline for all of them."""
    pulled = home.basis.pulled
    if not pulled:
        return home
    found = timelines.read_authors(pulled)
    if missing := [author_id for author_id in pulled if author_id not in found]:
        found |= _rebuild_authors(missing)
    return home.merge(found.values())


def _rebuild_authors(author_ids: Sequence[UUID]) -> dict[UUID, Timeline]:
    """Of those that another reader rebuilds too, for this read alone."""
    markers = timelines.start_author_rebuilds(author_ids)
    length = settings.FEEDS_AUTHOR_TIMELINE_LENGTH
    stored = stored_author_timelines(author_ids=author_ids, length=length)
    rebuilt = [(author_id, marker, stored[author_id]) for author_id, marker in markers.items()]
    timelines.finish_author_rebuilds(rebuilt)
    return stored
