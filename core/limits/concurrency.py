"""How many threads of this process do the same kind of work at once."""

from collections import Counter, deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

from core.errors import UnavailableError


class ConcurrencyLimit:
    """At most `at_once` work; `waiting` more wait up to `seconds`, first come, first served."""

    def __init__(self, *, at_once: int, waiting: int, seconds: float) -> None:
        self._free = at_once
        self._waiting_max = waiting
        self.seconds = seconds
        self._queue: deque[Event] = deque()
        self._lock = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Work within the limit. Raises UnavailableError if there is no turn in time."""
        if not self._acquire():
            raise UnavailableError
        try:
            yield
        finally:
            self._release()

    def _acquire(self) -> bool:
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            if len(self._queue) >= self._waiting_max:
                return False
            turn = Event()
            self._queue.append(turn)
        return turn.wait(self.seconds) or self._leave(turn)

    def _leave(self, turn: Event) -> bool:
        """Leave the queue; True if the turn came in this very moment."""
        with self._lock:
            if turn.is_set():
                return True
            self._queue.remove(turn)
            return False

    def _release(self) -> None:
        """Hand the turn to the first in the queue, so that no newcomer is faster."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._free += 1


class ConcurrencyLimitPerKey:
    """At most `at_once` for the same key, such as a user; more are refused."""

    def __init__(self, *, at_once: int) -> None:
        self._at_once = at_once
        self._held: Counter[Hashable] = Counter()
        self._lock = Lock()

    @contextmanager
    def turn(self, key: Hashable) -> Iterator[None]:
        """Work within the key's limit. Raises UnavailableError beyond it."""
        with self._lock:
            if self._held[key] >= self._at_once:
                raise UnavailableError
            self._held[key] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[key] -= 1
                if not self._held[key]:
                    del self._held[key]
