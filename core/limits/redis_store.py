"""Sliding windows in the durable Redis: one count for all processes, in one round trip."""

from functools import lru_cache
from time import time

from redis import Redis
from redis.commands.core import Script

from core.limits.limit import Limit
from core.limits.quota import Quota
from core.redis import durable

# KEYS[1]: a list of times, oldest first. ARGV: now, window, amount, 1 to count or 0 to look.
# A script runs alone, so parallel attempts cannot pass together.
WINDOW = """
local now, window, amount = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - window do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end
local count = redis.call('LLEN', KEYS[1])
local allowed = 0
if count < amount then
  allowed = 1
  if ARGV[4] == '1' then
    redis.call('RPUSH', KEYS[1], ARGV[1])
    redis.call('EXPIRE', KEYS[1], window)
    oldest, count = oldest or ARGV[1], count + 1
  end
end
return {allowed, count, oldest or ARGV[1]}
"""


class RedisStore:
    """Every method may raise RedisError."""

    def hit(self, limit: Limit, key: str) -> Quota:
        return self._window(limit, key, cost=1)

    def peek(self, limit: Limit, key: str) -> Quota:
        return self._window(limit, key, cost=0)

    def refund(self, limit: Limit, key: str) -> None:
        durable().rpop(key)

    def reset(self, limit: Limit, key: str) -> None:
        durable().delete(key)

    def _window(self, limit: Limit, key: str, *, cost: int) -> Quota:
        now = time()
        allowed, count, oldest = _script(durable())(
            keys=[key], args=[now, limit.window, limit.amount, cost]
        )
        return Quota.of(
            limit, is_allowed=bool(allowed), count=count, oldest_age=now - float(oldest)
        )


@lru_cache(maxsize=1)
def _script(client: Redis) -> Script:
    return client.register_script(WINDOW)
