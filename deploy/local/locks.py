"""File locks. The kernel lets go of them when the process ends, however it ends."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from deploy.local import stopping


@contextmanager
def held(path: Path, *, while_waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """The path's lock, waited for. A folder can be locked as well as a file."""
    lock = Lock(path)
    try:
        if not lock.take():
            while_waiting()
            while not lock.take():
                stopping.pause(0.1)
        yield
    finally:
        lock.release()


class Lock:
    def __init__(self, path: Path) -> None:
        flags = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT
        self._descriptor = os.open(path, flags, 0o600)

    def take(self, *, shared: bool = False) -> bool:
        """False if somebody else has it. Taking again changes between shared and exclusive."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def hand_over(self) -> int:
        """The lock then stays through an `exec`; what goes on there says `taken_over`."""
        os.set_inheritable(self._descriptor, True)
        return self._descriptor

    @classmethod
    def taken_over(cls, descriptor: int) -> Self:
        lock = cls.__new__(cls)
        lock._descriptor = descriptor
        os.set_inheritable(descriptor, False)
        return lock

    def release(self) -> None:
        os.close(self._descriptor)
