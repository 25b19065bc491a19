"""Responses' parts that are rendered once per version, as bytes."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import TypeAlias

import structlog

from core.redis import RedisError, disposable
from core.web.release import release

log = structlog.get_logger()

Key: TypeAlias = str
Render: TypeAlias = Callable[[list[Key]], Mapping[Key, bytes]]

REDIS_SECONDS = 60 * 60
# How long a thread waits for another that renders, before it renders itself.
WAIT_SECONDS = 1.0


class RenderedCache:
    """Bytes by key in this process, and behind it in the disposable Redis for all processes.

    A key names a thing and its version, so nothing is ever invalidated: what is no longer asked
    for falls out, and another release asks for nothing of this one's. `max_bytes` bounds the
    process's part, keys included.
    """

    def __init__(self, name: str, *, max_bytes: int) -> None:
        self._name = name
        self.max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()
        self._rendering = Lock()

    def get_many(self, keys: Iterable[Key], render: Render) -> dict[Key, bytes]:
        """The bytes of `keys`. `render` makes those that are missing, and may leave some out.

        One thread of the process renders at a time, so that what others wait for is there
        afterwards; one that has waited for long renders itself.
        """
        found, missing = self._recall(keys)
        if missing:
            is_alone = self._rendering.acquire(timeout=WAIT_SECONDS)
            try:
                again, missing = self._recall(missing)
                found |= again
                found |= self._make(missing, render) if missing else {}
            finally:
                if is_alone:
                    self._rendering.release()
        return found

    def clear(self) -> None:
        """Forget what this process keeps; for tests."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _recall(self, keys: Iterable[Key]) -> tuple[dict[Key, bytes], list[Key]]:
        found: dict[Key, bytes] = {}
        missing: list[Key] = []
        with self._lock:
            for key in keys:
                body = self._kept.get(key)
                if body is None:
                    missing.append(key)
                else:
                    self._kept.move_to_end(key)
                    found[key] = body
        return found, missing

    def _make(self, keys: list[Key], render: Render) -> dict[Key, bytes]:
        found = self._load(keys)
        missing = [key for key in keys if key not in found]
        if missing:
            made = dict(render(missing))
            self._save(made)
            found |= made
        self._keep(found)
        return found

    def _keep(self, bodies: Mapping[Key, bytes]) -> None:
        with self._lock:
            for key, body in bodies.items():
                if key not in self._kept:
                    self._kept[key] = body
                    self._bytes += len(key) + len(body)
            while self._bytes > self.max_bytes:
                key, body = self._kept.popitem(last=False)
                self._bytes -= len(key) + len(body)

    def _load(self, keys: list[Key]) -> dict[Key, bytes]:
        try:
            values = disposable().mget([self._redis_key(key) for key in keys])
        except RedisError as error:
            log.warning("rendered_not_loaded", error=repr(error))
            return {}
        return {
            key: value for key, value in zip(keys, values, strict=True) if isinstance(value, bytes)
        }

    def _save(self, bodies: Mapping[Key, bytes]) -> None:
        try:
            with disposable().pipeline(transaction=False) as pipeline:
                for key, body in bodies.items():
                    pipeline.set(self._redis_key(key), body, ex=REDIS_SECONDS)
                pipeline.execute()
        except RedisError as error:
            log.warning("rendered_not_saved", error=repr(error))

    def _redis_key(self, key: Key) -> str:
        return f"rendered:{release()}:{self._name}:{key}"
