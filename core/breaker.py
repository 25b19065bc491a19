"""A circuit breaker: after a failure the next callers are refused at once, for a while.

Without it every request would wait out the timeout of a server that hangs.
"""

import time


class Breaker:
    """Open for `pause` seconds after `trip()`; shared by the threads of one process."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        return time.monotonic() < self._open_until

    def trip(self) -> None:
        self._open_until = time.monotonic() + self.pause

    def reset(self) -> None:
        self._open_until = 0.0
