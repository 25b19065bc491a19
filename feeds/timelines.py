"""Home timelines in Redis: lists of post ids, for active followers only.

PostgreSQL is the source of truth; a timeline is a fast index of its newest part. Three rules make
it exact:

- Order and duplicates are settled at the read, so a push may come late or twice.
- The last element is the *floor*: every post of the SQL answer newer than it is in the list. A
  reader continues in PostgreSQL below the floor, and trimming only ever raises it.
- A missing key means "rebuild at the next read", so invalidating is always safe.

A list under construction ends in a *marker* instead of a floor and expires soon, in case the
reader that rebuilds it dies. Ids are the 16 bytes of the UUID; their order is the order of time.

A Redis that restarts, or a replica that takes over, may have lost the last pushes. So floor and
marker begin with the *life* of the server in which the rebuild began, and a list of another life
counts as missing.
"""

import secrets
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from redis.commands.core import Script

from core.ids import NIL_UUID
from core.redis import by_shard, disposable, shard_of

TRIM_SLACK = 50
REBUILD_SECONDS_MAX = 10
MARKER_BYTES = 20
# How long a timeline lasts, from its rebuild, where Redis does not tell its life.
LIFETIME_WITHOUT_LIFE = 60 * 60


@dataclass(frozen=True)
class Timeline:
    """The newest ids of a home timeline, complete above `floor`.

    The ids are in bytes, oldest first: a page needs few of them as UUIDs. `last_seen` is the
    newest post shown to the user, as far as it is known.
    """

    ids: list[bytes]
    floor: UUID
    last_seen: UUID | None = None

    @classmethod
    def of(cls, ids: Iterable[UUID], floor: UUID) -> Self:
        return cls(sorted(each.bytes for each in ids), floor)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left below the floor."""
        return self.floor == NIL_UUID

    def newest(self, *, below: UUID, limit: int) -> list[UUID]:
        """At most `limit` ids below `below`, newest first."""
        end = bisect_left(self.ids, below.bytes)
        return [UUID(bytes=each) for each in reversed(self.ids[max(0, end - limit) : end])]


class Rebuilding:
    """Another reader is rebuilding this timeline."""


def push(user_ids: Iterable[UUID], post_id: UUID) -> None:
    """Add a post to the timelines that exist. Idempotent. Raises RedisError.

    At most FEEDS_FAN_OUT_BATCH timelines per call. A script blocks Redis while it runs, about a
    millisecond for 500 keys; there is one for each shard.
    """
    arguments: list[bytes | int] = [post_id.bytes, settings.FEEDS_TIMELINE_LENGTH, TRIM_SLACK]
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in by_shard(user_ids):
            keys = [_key(user_id) for user_id in ids]
            _script(PUSH)(keys=keys, args=arguments, client=pipeline)
        pipeline.execute()


def read(user_id: UUID) -> Timeline | Rebuilding | None:
    """None where the timeline must be rebuilt. Restarts its lifetime of FEEDS_TIMELINE_DAYS."""
    keys = [_key(user_id), _seen_key(user_id)]
    script = _script(LIFE + READ)
    found: list[bytes] = script(keys=keys, args=[_lifetime()], client=disposable())
    if not found:
        return None
    floor, joined, seen = found
    if len(floor) == MARKER_BYTES:
        return Rebuilding()
    # In the order of time but for late pushes, so that sorting costs little.
    ids = [joined[start : start + 16] for start in range(0, len(joined), 16)]
    ids.sort()
    above = list(dict.fromkeys(ids[bisect_right(ids, floor) :]))
    return Timeline(above, UUID(bytes=floor), UUID(bytes=seen) if seen else None)


def start_rebuild(user_id: UUID) -> bytes | None:
    """The marker to finish a rebuild with; None where another reader was first.

    Read PostgreSQL after this call: what is pushed from here on stays in the list.
    """
    nonce = secrets.token_bytes(MARKER_BYTES)
    marker: bytes | None = _run(LIFE + START_REBUILD, user_id, nonce, REBUILD_SECONDS_MAX)
    return marker


def finish_rebuild(user_id: UUID, marker: bytes, timeline: Timeline) -> bool:
    """Append what PostgreSQL answered to what was pushed meanwhile.

    False, and nothing written, where the timeline was invalidated or trimmed in between, or Redis
    has restarted.
    """
    lifetimes = (_lifetime(), LIFETIME_WITHOUT_LIFE)
    ids = (*reversed(timeline.ids), timeline.floor.bytes)
    return bool(_run(LIFE + FINISH_REBUILD, user_id, marker, *lifetimes, *ids))


def invalidate(*user_ids: UUID) -> None:
    """Make the next read rebuild these timelines; a rebuild in progress is dropped. Idempotent."""
    with disposable().pipeline(transaction=False) as pipeline:
        for user_id in user_ids:
            pipeline.delete(_key(user_id))
        pipeline.execute()


def save_last_seen(user_id: UUID, post_id: UUID) -> None:
    """Remember the newest post shown to the user, to count the posts that are newer."""
    disposable().set(_seen_key(user_id), post_id.bytes, ex=_lifetime())


def last_seen(user_id: UUID) -> UUID | None:
    raw = disposable().get(_seen_key(user_id))
    return UUID(bytes=raw) if isinstance(raw, bytes) else None


def _key(user_id: UUID) -> str:
    return f"timeline:{{{shard_of(user_id)}}}:{user_id.hex}"


def _seen_key(user_id: UUID) -> str:
    return f"seen:{{{shard_of(user_id)}}}:{user_id.hex}"


def _lifetime() -> int:
    return int(settings.FEEDS_TIMELINE_DAYS) * 24 * 60 * 60


def _run(source: str, user_id: UUID, *arguments: bytes | int) -> Any:
    return _script(source)(keys=[_key(user_id)], args=arguments, client=disposable())


@cache
def _script(source: str) -> Script:
    return disposable().register_script(source)


# The server's process (`run_id`) and its turn as primary (`master_replid`), 16 characters; empty
# where it hides them. Asked within the scripts: no round trip, and no moment in between.
LIFE = """
local function life()
  local found = ''
  for _, each in ipairs({{'server', 'run_id:(%x+)'}, {'replication', 'master_replid:(%x+)'}}) do
    local info = redis.pcall('INFO', each[1])
    local id = type(info) == 'string' and info:match(each[2])
    if not id then return '' end
    found = found .. id:sub(1, 8)
  end
  return found
end
"""

# Ids are compared byte by byte: Lua's `<` depends on the locale of the server.
PUSH = """
local function newer(a, b)
  for i = 1, 16 do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then return x > y end
  end
  return false
end

local function trim(key, length)
  local dropped = redis.call('LRANGE', key, length, -1)
  local last = table.remove(dropped)
  if #last % 16 ~= 0 then
    redis.call('DEL', key)
    return
  end
  local life, floor = last:sub(1, -17), last:sub(-16)
  for _, id in ipairs(dropped) do
    if newer(id, floor) then floor = id end
  end
  redis.call('LTRIM', key, 0, length - 1)
  redis.call('RPUSH', key, life .. floor)
end

local length, slack = tonumber(ARGV[2]), tonumber(ARGV[3])
for _, key in ipairs(KEYS) do
  if redis.call('LPUSHX', key, ARGV[1]) > length + slack then trim(key, length) end
end
"""

READ = """
local ids = redis.call('LRANGE', KEYS[1], 0, -1)
if #ids == 0 then return ids end
local life, last = life(), table.remove(ids)
local floor = last:sub(#life + 1)
if last:sub(1, #life) ~= life or (#floor ~= 16 and #floor ~= 20) then
  redis.call('DEL', KEYS[1])
  return {}
end
if #floor == 16 and life ~= '' then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
local seen = redis.call('GET', KEYS[2])
if seen then redis.call('EXPIRE', KEYS[2], ARGV[1]) end
return {floor, table.concat(ids), seen or ''}
"""

START_REBUILD = """
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local marker = life() .. ARGV[1]
redis.call('RPUSH', KEYS[1], marker)
redis.call('EXPIRE', KEYS[1], ARGV[2])
return marker
"""

FINISH_REBUILD = """
local marker, life = ARGV[1], life()
if redis.call('LINDEX', KEYS[1], -1) ~= marker or marker:sub(1, -21) ~= life then return 0 end
redis.call('RPOP', KEYS[1])
for i = 4, #ARGV - 1 do redis.call('RPUSH', KEYS[1], ARGV[i]) end
redis.call('RPUSH', KEYS[1], life .. ARGV[#ARGV])
redis.call('EXPIRE', KEYS[1], life == '' and ARGV[3] or ARGV[2])
return 1
"""
