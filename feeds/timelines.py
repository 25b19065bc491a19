"""Home timelines and author timelines in Redis: lists of post ids.

PostgreSQL is the source of truth; a timeline is a fast index of its newest part. A home timeline
is kept for active followers, an author timeline for authors whom readers pull: celebrities. Three
rules make them exact:

- Order and duplicates are settled at the read, so a push may come late or twice.
- The last element ends in the *floor*: every post of the SQL answer newer than it is in the list.
  A reader continues in PostgreSQL below the floor, and trimming only ever raises it.
- A missing key means "rebuild at the next read", so invalidating is always safe.

What a home timeline holds follows from the viewer's relations: the floor comes after the *basis*
on which it was rebuilt, and the page's statement says whether that is still the present one.

A list under construction ends in a *marker* instead and expires soon, in case the reader that
rebuilds it dies. Ids are the 16 bytes of the UUID; their order is the order of time.

A Redis that restarts, or a replica that takes over, may have lost the last pushes. So basis and
marker begin with the *life* of the server in which the rebuild began, and a list of another life
counts as missing.
"""

import secrets
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.conf import settings
from redis.commands.core import Script

from core.ids import NIL_UUID
from core.redis import by_shard, disposable, shard_of
from feeds.scripts import FIND, FINISH_REBUILD, LIFE, PUSH, READ, READ_ALL, START_REBUILD

TRIM_SLACK = 50
REBUILD_SECONDS_MAX = 10
SAMPLE_ROUNDS = 20
MARKER_BYTES = 20
# How long a timeline lasts, from its rebuild, where Redis does not tell its life.
LIFETIME_WITHOUT_LIFE = 60 * 60


class Basis(NamedTuple):
    """The viewer's relations that a home timeline was rebuilt by.

    `version` is the viewer's `relations_version`. The posts of the celebrities in `pulled` are not
    in the list: readers pull them. Nor are those of `hidden` followees, until they are shown.
    """

    version: int = 0
    pulled: tuple[UUID, ...] = ()
    hidden: tuple[UUID, ...] = ()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        version, pulled = int.from_bytes(raw[:8]), int.from_bytes(raw[8:16])
        ids = _split(raw[16:])
        return cls(version, _uuids(ids[:pulled]), _uuids(ids[pulled:]))

    def to_bytes(self) -> bytes:
        ids = b"".join(each.bytes for each in (*self.pulled, *self.hidden))
        return self.version.to_bytes(8) + len(self.pulled).to_bytes(8) + ids


# Of author timelines, which are the same for every viewer.
NO_BASIS = Basis()


@dataclass(frozen=True)
class Timeline:
    """The newest ids of a timeline, complete above `floor`.

    The ids are in bytes, oldest first: a page needs few of them as UUIDs. `last_seen` is the
    newest post shown to the user, as far as it is known.
    """

    ids: list[bytes]
    floor: UUID
    last_seen: UUID | None = None
    basis: Basis = NO_BASIS

    @classmethod
    def of(cls, ids: Iterable[UUID], *, length: int, basis: Basis = NO_BASIS) -> Self:
        """From the newest ids in PostgreSQL, newest first: there are no more if fewer than
        `length` were found."""
        held = sorted(each.bytes for each in ids)
        if len(held) < length:
            return cls(held, NIL_UUID, basis=basis)
        return cls(held[1:], UUID(bytes=held[0]), basis=basis)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left below the floor."""
        return self.floor == NIL_UUID

    def merge(self, others: Collection[Self]) -> Self:
        """Together with the posts of others, down to where all are complete."""
        floor = max(each.floor for each in (self, *others))
        ids = set(self.ids).union(*(each.ids for each in others))
        return replace(self, ids=_above(floor, sorted(ids)), floor=floor)

    def newest(self, *, below: UUID, limit: int) -> list[UUID]:
        """At most `limit` ids below `below`, newest first."""
        end = bisect_left(self.ids, below.bytes)
        return [UUID(bytes=each) for each in reversed(self.ids[max(0, end - limit) : end])]


class Rebuilding:
    """Another reader is rebuilding this timeline."""


def push(user_ids: Iterable[UUID], post_id: UUID) -> None:
    """Add a post to the home timelines that exist. Idempotent. Raises RedisError.

    At most FEEDS_FAN_OUT_BATCH timelines per call. A script blocks Redis while it runs, about a
    millisecond for 500 keys; there is one for each shard.
    """
    arguments = (post_id.bytes, settings.FEEDS_TIMELINE_LENGTH, TRIM_SLACK)
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in by_shard(user_ids):
            keys = [_key(user_id) for user_id in ids]
            _script(PUSH)(keys=keys, args=arguments, client=pipeline)
        pipeline.execute()


def push_to_author(author_id: UUID, post_id: UUID) -> None:
    """Add a post to its author's timeline, if that exists. Idempotent. Raises RedisError."""
    length = settings.FEEDS_AUTHOR_TIMELINE_LENGTH
    arguments = (post_id.bytes, length, TRIM_SLACK)
    _script(PUSH)(keys=[_author_key(author_id)], args=arguments, client=disposable())


def sample(count: int) -> set[UUID]:
    """Up to `count` users who have a home timeline, at random.

    Fewer where there are few, or most keys in Redis are others: the cost grows with `count` alone.
    """
    found: set[UUID] = set()
    for _ in range(SAMPLE_ROUNDS):
        with disposable().pipeline(transaction=False) as pipeline:
            for _ in range(count - len(found)):
                pipeline.randomkey()
            keys: list[bytes | None] = pipeline.execute()
        found |= {UUID(key[-32:].decode()) for key in keys if key and key.startswith(b"timeline:")}
        if len(found) >= count:
            break
    return found


def read(user_id: UUID, *, renew: bool = True) -> Timeline | Rebuilding | None:
    """None where the timeline must be rebuilt.

    Restarts its lifetime of FEEDS_TIMELINE_DAYS, unless `renew` is false.
    """
    keys = [_key(user_id), _seen_key(user_id)]
    script = _script(LIFE + FIND + READ)
    lifetime = _lifetime() if renew else 0
    found: list[bytes] = script(keys=keys, args=[lifetime], client=disposable())
    return _timeline(*found) if found else None


def read_authors(author_ids: Iterable[UUID]) -> dict[UUID, Timeline]:
    """The author timelines that are there; restarts their lifetimes."""
    shards = by_shard(author_ids)
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in shards:
            keys = [_author_key(author_id) for author_id in ids]
            _script(LIFE + FIND + READ_ALL)(keys=keys, args=[_lifetime()], client=pipeline)
        answers = pipeline.execute()
    timelines: dict[UUID, Timeline] = {}
    for ids, found in zip(shards, answers, strict=True):
        for author_id, each in zip(ids, found, strict=True):
            timeline = _timeline(*each) if each else None
            if isinstance(timeline, Timeline):
                timelines[author_id] = timeline
    return timelines


def start_rebuild(user_id: UUID) -> bytes | None:
    """The marker to finish a rebuild with; None where another reader was first.

    Read PostgreSQL after this call: what is pushed from here on stays in the list.
    """
    [marker] = _start_rebuilds([_key(user_id)])
    return marker


def start_author_rebuilds(author_ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """As `start_rebuild`: the markers of the author timelines that no other reader rebuilds."""
    markers = _start_rebuilds([_author_key(author_id) for author_id in author_ids])
    pairs = zip(author_ids, markers, strict=True)
    return {author_id: marker for author_id, marker in pairs if marker}


def finish_rebuild(user_id: UUID, marker: bytes, timeline: Timeline) -> bool:
    """Append what PostgreSQL answered to what was pushed meanwhile.

    False, and nothing written, where the timeline was invalidated or trimmed in between, or Redis
    has restarted.
    """
    return bool(_finish_rebuild(_key(user_id), marker, timeline, client=disposable()))


def finish_author_rebuilds(rebuilt: Iterable[tuple[UUID, bytes, Timeline]]) -> None:
    """As `finish_rebuild`, of authors."""
    with disposable().pipeline(transaction=False) as pipeline:
        for author_id, marker, timeline in rebuilt:
            _finish_rebuild(_author_key(author_id), marker, timeline, client=pipeline)
        pipeline.execute()


def invalidate(*user_ids: UUID) -> None:
    """Make the next read rebuild these home timelines; a rebuild in progress is dropped.
    Idempotent. Raises RedisError."""
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in by_shard(user_ids):
            pipeline.unlink(*[_key(user_id) for user_id in ids])
        pipeline.execute()


def invalidate_author(author_id: UUID) -> None:
    """As `invalidate`."""
    disposable().unlink(_author_key(author_id))


def save_last_seen(user_id: UUID, post_id: UUID) -> None:
    """Remember the newest post shown to the user, to count the posts that are newer."""
    disposable().set(_seen_key(user_id), post_id.bytes, ex=_lifetime())


def last_seen(user_id: UUID) -> UUID | None:
    raw = disposable().get(_seen_key(user_id))
    return UUID(bytes=raw) if isinstance(raw, bytes) else None


def _key(user_id: UUID) -> str:
    return f"timeline:{{{shard_of(user_id)}}}:{user_id.hex}"


def _author_key(author_id: UUID) -> str:
    return f"author:{{{shard_of(author_id)}}}:{author_id.hex}"


def _seen_key(user_id: UUID) -> str:
    return f"seen:{{{shard_of(user_id)}}}:{user_id.hex}"


def _lifetime() -> int:
    return int(settings.FEEDS_TIMELINE_DAYS) * 24 * 60 * 60


def _timeline(end: bytes, joined: bytes, seen: bytes = b"") -> Timeline | Rebuilding:
    """From the last element without the life, and the others."""
    if len(end) == MARKER_BYTES:
        return Rebuilding()
    floor = end[-16:]
    # In the order of time but for late pushes, so that sorting costs little.
    ids = sorted(_split(joined))
    above = list(dict.fromkeys(_above(UUID(bytes=floor), ids)))
    basis = Basis.from_bytes(end[:-16])
    return Timeline(above, UUID(bytes=floor), UUID(bytes=seen) if seen else None, basis)


def _above(floor: UUID, ids: list[bytes]) -> list[bytes]:
    return ids[bisect_right(ids, floor.bytes) :]


def _split(joined: bytes) -> Sequence[bytes]:
    return struct.unpack("16s" * (len(joined) // 16), joined)


def _uuids(ids: Iterable[bytes]) -> tuple[UUID, ...]:
    return tuple(UUID(bytes=each) for each in ids)


def _start_rebuilds(keys: Iterable[str]) -> list[bytes | None]:
    script = _script(LIFE + START_REBUILD)
    with disposable().pipeline(transaction=False) as pipeline:
        for key in keys:
            nonce = secrets.token_bytes(MARKER_BYTES)
            script(keys=[key], args=(nonce, REBUILD_SECONDS_MAX), client=pipeline)
        markers: list[bytes | None] = pipeline.execute()
    return markers


def _finish_rebuild(key: str, marker: bytes, timeline: Timeline, *, client: Any) -> Any:
    lifetimes = (_lifetime(), LIFETIME_WITHOUT_LIFE)
    end = timeline.basis.to_bytes() + timeline.floor.bytes
    arguments: tuple[bytes | int, ...] = (marker, *lifetimes, *reversed(timeline.ids), end)
    return _script(LIFE + FINISH_REBUILD)(keys=[key], args=arguments, client=client)


@cache
def _script(source: str) -> Script:
    return disposable().register_script(source)
