"""Sliding windows in this process, while Redis is down: each process counts for itself."""

from collections import OrderedDict, deque
from threading import Lock
from time import time

from core.limits.limit import Limit
from core.limits.quota import Quota

# Of some 100 bytes each, with their share of the keys.
MAX_ATTEMPTS = 100_000


class MemoryStore:
    """Keeps at most `max_attempts` of all keys together: the least recently used go first."""

    def __init__(self, max_attempts: int = MAX_ATTEMPTS) -> None:
        self._max_attempts = max_attempts
        self._attempts: OrderedDict[str, deque[float]] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return self._count

    @property
    def keys(self) -> int:
        return len(self._attempts)

    def hit(self, limit: Limit, key: str) -> Quota:
        with self._lock:
            attempts = self._take_out(limit, key)
            is_allowed = len(attempts) < limit.amount
            if is_allowed:
                attempts.append(time())
            self._put_back(key, attempts)
            return _quota(limit, attempts, is_allowed=is_allowed)

    def peek(self, limit: Limit, key: str) -> Quota:
        with self._lock:
            attempts = self._take_out(limit, key)
            self._put_back(key, attempts)
            return _quota(limit, attempts, is_allowed=True)

    def refund(self, limit: Limit, key: str) -> None:
        with self._lock:
            attempts = self._take_out(limit, key)
            if attempts:
                attempts.pop()
            self._put_back(key, attempts)

    def reset(self, limit: Limit, key: str) -> None:
        with self._lock:
            self._take_out(limit, key)

    def clear(self) -> None:
        with self._lock:
            self._attempts.clear()
            self._count = 0

    def _take_out(self, limit: Limit, key: str) -> deque[float]:
        """The attempts in the window, which are no longer stored."""
        attempts = self._attempts.pop(key, deque())
        self._count -= len(attempts)
        expired = time() - limit.window
        while attempts and attempts[0] <= expired:
            attempts.popleft()
        return attempts

    def _put_back(self, key: str, attempts: deque[float]) -> None:
        """As the most recently used; a key without attempts takes no room."""
        if not attempts:
            return
        self._attempts[key] = attempts
        self._count += len(attempts)
        while self._count > self._max_attempts:
            _key, dropped = self._attempts.popitem(last=False)
            self._count -= len(dropped)


def _quota(limit: Limit, attempts: deque[float], *, is_allowed: bool) -> Quota:
    oldest_age = time() - attempts[0] if attempts else 0
    return Quota.of(limit, is_allowed=is_allowed, count=len(attempts), oldest_age=oldest_age)
