"""Counts in this process, for the time that Redis is away: each process for itself."""

from collections import OrderedDict, deque
from threading import Lock
from time import time

from core.limits.standing import Standing
from core.limits.table import Limit

# Of some 100 bytes each, with their share of the keys.
MOST_TRIES = 100_000


class LocalCounter:
    """Keeps at most `most` tries, of all keys together: those unused for longest go first."""

    def __init__(self, most: int = MOST_TRIES) -> None:
        self._most = most
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    def __len__(self) -> int:
        return self._count

    def take(self, limit: Limit, key: str) -> Standing:
        name = limit.item.key_for(key)
        with self._lock:
            tries = self._recent(limit, name)
            is_allowed = len(tries) < limit.amount
            if is_allowed:
                self._tries[name] = tries
                tries.append(time())
                self._count += 1
                self._make_room()
            return _standing(limit, tries, is_allowed=is_allowed)

    def look(self, limit: Limit, key: str) -> Standing:
        with self._lock:
            return _standing(limit, self._recent(limit, limit.item.key_for(key)), is_allowed=True)

    def give_back(self, limit: Limit, key: str) -> None:
        name = limit.item.key_for(key)
        with self._lock:
            tries = self._recent(limit, name)
            if tries:
                tries.pop()
                self._count -= 1
            self._drop_if_empty(name)

    def forget(self, limit: Limit, key: str) -> None:
        with self._lock:
            self._count -= len(self._tries.pop(limit.item.key_for(key), ()))

    def reset(self) -> None:
        with self._lock:
            self._tries.clear()
            self._count = 0

    def _recent(self, limit: Limit, name: str) -> deque[float]:
        """Without those that are too old; a key without any is not kept."""
        tries = self._tries.get(name, deque())
        too_old = time() - limit.window
        while tries and tries[0] <= too_old:
            tries.popleft()
            self._count -= 1
        if tries:
            self._tries.move_to_end(name)
        self._drop_if_empty(name)
        return tries

    def _drop_if_empty(self, name: str) -> None:
        if name in self._tries and not self._tries[name]:
            del self._tries[name]

    def _make_room(self) -> None:
        while self._count > self._most:
            _name, dropped = self._tries.popitem(last=False)
            self._count -= len(dropped)


def _standing(limit: Limit, tries: deque[float], *, is_allowed: bool) -> Standing:
    oldest = tries[0] if tries else time()
    return Standing.of(
        limit,
        is_allowed=is_allowed,
        remaining=limit.amount - len(tries),
        reset_at=oldest + limit.window,
    )
