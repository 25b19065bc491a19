"""File locks. The kernel releases them when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from deploy.local import interrupts


@contextmanager
def locked(path: Path, *, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Waits for the lock of a file or folder; calls `on_wait` if it is not free at once."""
    lock = Lock(path)
    try:
        if not lock.acquire():
            on_wait()
            interrupts.wait_for(lock.acquire, float("inf"))
        yield
    finally:
        lock.release()


class Lock:
    def __init__(self, path: Path) -> None:
        flags = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT
        self._descriptor = os.open(path, flags, 0o600)

    def acquire(self, *, shared: bool = False) -> bool:
        """False if another process has it. Changes a lock that is held to shared or exclusive."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def make_inheritable(self) -> int:
        """Keeps the lock through an `exec`; the new program calls `from_descriptor`."""
        os.set_inheritable(self._descriptor, True)
        return self._descriptor

    @classmethod
    def from_descriptor(cls, descriptor: int) -> Self:
        lock = cls.__new__(cls)
        lock._descriptor = descriptor
        os.set_inheritable(descriptor, False)
        return lock

    def release(self) -> None:
        os.close(self._descriptor)
