"""Rate limits of one socket, in memory."""

import time
from collections import deque


class RateLimiter:
    """At most `limit` hits in any `seconds`; refused hits do not count."""

    def __init__(self, limit: int, *, seconds: float) -> None:
        self._limit = limit
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=limit)

    def hit(self) -> bool:
        """Whether one more is allowed."""
        now = time.monotonic()
        if len(self._times) == self._limit and now - self._times[0] < self._seconds:
            return False
        self._times.append(now)
        return True
