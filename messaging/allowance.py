"""How often something may happen."""

import time
from collections import deque


class Allowance:
    """At most `most` in any `seconds`; what is refused does not count."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=most)

    def spend(self) -> bool:
        """Whether one more is allowed."""
        now = time.monotonic()
        full = len(self._times) == self._times.maxlen
        if full and now - self._times[0] < self._seconds:
            return False
        self._times.append(now)
        return True
