"""Verifying timelines: whether Redis holds what it must, on the running site."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import structlog
from django.conf import settings

from core.redis import RedisError
from feeds import timelines
from feeds.selectors import delivered_ids, stored_author_timelines, stored_timeline
from feeds.timelines import Basis, Rebuilding, Timeline

log = structlog.get_logger()

Read = Callable[[], Timeline | Rebuilding | None]


@dataclass(frozen=True)
class Verification:
    """How many timelines were compared, how many of them lacked posts, and how many posts."""

    checked: int = 0
    differing: int = 0
    missing: int = 0

    def plus(self, missing: int) -> "Verification":
        """With one timeline more."""
        return Verification(
            self.checked + 1, self.differing + bool(missing), self.missing + missing
        )


def verify_timelines(*, users: int) -> Verification:
    """Compare the home timelines of up to `users` active users, at random, and the author
    timelines that these pull, with PostgreSQL; invalidate each that lacks a post.

    A post on its way is no difference. The result is logged as `timelines_verified`, each
    difference as `timeline_differs`. With Redis away nothing is checked.
    """
    try:
        result = _verify(timelines.sample(users))
    except RedisError as error:
        log.warning("timelines_not_verified", error=repr(error))
        return Verification()
    log.info(
        "timelines_verified",
        checked=result.checked,
        differing=result.differing,
        missing=result.missing,
    )
    return result


def _verify(user_ids: Iterable[UUID]) -> Verification:
    result = Verification()
    pulled: set[UUID] = set()
    for user_id in user_ids:
        found = timelines.read(user_id, renew=False)
        if isinstance(found, Timeline):
            pulled.update(found.basis.pulled)
            result = result.plus(_verify_home(user_id))
    for author_id in timelines.read_authors(pulled):
        result = result.plus(_verify_author(author_id))
    return result


def _verify_home(user_id: UUID) -> int:
    """How many posts the timeline lacked."""
    length = settings.FEEDS_TIMELINE_LENGTH
    missing = _find_missing(
        stored_timeline(viewer_id=user_id, length=length),
        partial(timelines.read, user_id, renew=False),
    )
    if missing:
        log.warning("timeline_differs", user_id=str(user_id), missing=_described(missing))
        timelines.invalidate(user_id)
    return len(missing)


def _verify_author(author_id: UUID) -> int:
    length = settings.FEEDS_AUTHOR_TIMELINE_LENGTH
    stored = stored_author_timelines(author_ids=[author_id], length=length)
    missing = _find_missing(
        stored[author_id], lambda: timelines.read_authors([author_id]).get(author_id)
    )
    if missing:
        log.warning("timeline_differs", author_id=str(author_id), missing=_described(missing))
        timelines.invalidate_author(author_id)
    return len(missing)


def _find_missing(stored: Timeline, read: Read) -> set[UUID]:
    """The ids of `stored` that Redis lacks, though they were delivered before it was read."""
    suspects = _missing(stored, read())
    if not suspects:
        return suspects
    delivered = delivered_ids(post_ids=suspects)
    return _missing(stored, read()) & delivered


def _missing(stored: Timeline, held: Timeline | Rebuilding | None) -> set[UUID]:
    """None where the two are by different relations: the next read rebuilds the timeline."""
    if not isinstance(held, Timeline) or not _are_same(stored.basis, held.basis):
        return set()
    above = {each for each in stored.ids if each > held.floor.bytes}
    return {UUID(bytes=each) for each in above.difference(held.ids)}


def _are_same(one: Basis, other: Basis) -> bool:
    return one.version == other.version and all(
        set(ids) == set(others) for ids, others in zip(one[1:], other[1:], strict=True)
    )


def _described(missing: set[UUID]) -> list[str]:
    """For operators, who need a few to find out more."""
    return [str(each) for each in sorted(missing)[:10]]
