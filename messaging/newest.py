"""The newest number of each conversation of a user, in Redis: what heartbeats say without SQL.

A hash for each user with an open socket, of conversations that moved lately. A missing one means
"rebuild at the next heartbeat"; so does one that has grown, or is a quarter of an hour old. Who
rebuilds it first sets a marker, then reads PostgreSQL: what is recorded meanwhile stays, as the
greater number wins.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from uuid import UUID

from redis.commands.core import Script

from core.redis import by_shard, disposable, shard_of

LIFETIME = 15 * 60
REBUILD_SECONDS_MAX = 10
# How many a rebuild reads, and how many there may be before the next.
CONVERSATIONS_MAX = 50
GROWN_MAX = 150
# The field that says whether the hash is complete.
MARKER = b""

RECORD = """
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 then
    local known = tonumber(redis.call('HGET', key, ARGV[1]) or '0')
    if known < tonumber(ARGV[2]) then redis.call('HSET', key, ARGV[1], ARGV[2]) end
    if redis.call('HLEN', key) > tonumber(ARGV[3]) then redis.call('DEL', key) end
  end
end
"""
FILL = """
if redis.call('EXISTS', KEYS[1]) == 0 then return end
for i = 2, #ARGV, 2 do
  local known = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or '0')
  if known < tonumber(ARGV[i + 1]) then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
redis.call('HSET', KEYS[1], '', '1')
redis.call('EXPIRE', KEYS[1], ARGV[1])
"""


def record(user_ids: Iterable[UUID], conversation_id: UUID, seq: int) -> None:
    """For those of the users who have a hash; one pipeline. Idempotent. Raises RedisError."""
    with disposable().pipeline(transaction=False) as pipeline:
        for ids in by_shard(user_ids):
            keys = [_key(user_id) for user_id in ids]
            _record()(keys=keys, args=[conversation_id.bytes, seq, GROWN_MAX], client=pipeline)
        pipeline.execute()


def read(user_id: UUID) -> dict[UUID, int] | None:
    """The numbers by conversation; None where they must be rebuilt. Raises RedisError."""
    found: dict[bytes, bytes] = disposable().hgetall(_key(user_id))  # type: ignore[assignment]
    if found.pop(MARKER, b"") != b"1":
        return None
    return {UUID(bytes=field): int(seq) for field, seq in found.items()}


def begin_rebuild(user_id: UUID) -> None:
    """Before PostgreSQL is read. Raises RedisError."""
    with disposable().pipeline(transaction=True) as pipeline:
        pipeline.hset(_key(user_id), MARKER, b"0")
        pipeline.expire(_key(user_id), REBUILD_SECONDS_MAX)
        pipeline.execute()


def fill(user_id: UUID, numbers: Mapping[UUID, int]) -> None:
    """What was read; nothing where the marker is gone. Raises RedisError."""
    pairs = [each for field, seq in numbers.items() for each in (field.bytes, seq)]
    _fill()(keys=[_key(user_id)], args=[LIFETIME, *pairs])


def forget(user_id: UUID) -> None:
    """Rebuild at the next heartbeat. Idempotent. Raises RedisError."""
    disposable().delete(_key(user_id))


def _key(user_id: UUID) -> str:
    return f"newest:{{{shard_of(user_id)}}}:{user_id.hex}"


@cache
def _record() -> Script:
    return disposable().register_script(RECORD)


@cache
def _fill() -> Script:
    return disposable().register_script(FILL)
