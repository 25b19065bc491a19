"""Whether allauth can count attempts.

It keeps its rate limits in the cache, waits for a lock there, and lets nobody in while the cache
is away. We would rather let people in uncounted for that time.
"""

from core.redis import RedisError, disposable


def can_be_counted() -> bool:
    try:
        return bool(disposable().ping())
    except RedisError:
        return False
