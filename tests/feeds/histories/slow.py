"""Readers and workers that stop between two commands to Redis, while the world goes on.

Each has a thread and a database connection of its own, but never runs at the same time as the
test: so a history is the same each time.
"""

from collections.abc import Callable
from functools import wraps
from threading import Semaphore, Thread, current_thread
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")

SECONDS_MAX = 60


class Slow(Thread):
    """Work that waits for `go_on` at its start, and wherever a `pausing` function is called."""

    def __init__(self, work: Callable[[], object], *, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.result: object = None
        self.error: BaseException | None = None
        self.is_done = False
        self._work = work
        self._may_go = Semaphore(0)
        self._has_stopped = Semaphore(0)
        self.start()

    def run(self) -> None:
        self._may_go.acquire()
        try:
            self.result = self._work()
        except BaseException as error:  # raised again by `go_on`
            self.error = error
        finally:
            connections.close_all()
            self.is_done = True
            self._has_stopped.release()

    def go_on(self, *, pauses: int = 1) -> None:
        """Run until the last of these pauses, or the end; raises what the work has raised."""
        for _ in range(pauses):
            if not self.is_done:
                self._may_go.release()
                assert self._has_stopped.acquire(timeout=SECONDS_MAX), f"{self.name} hangs"
        if self.error is not None:
            raise self.error

    def pause(self) -> None:
        self._has_stopped.release()
        self._may_go.acquire()


def pausing(function: Callable[P, T], *, before: bool) -> Callable[P, T]:
    """The function, before or after whose call slow work stops."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        if before:
            _pause()
        result = function(*args, **kwargs)
        if not before:
            _pause()
        return result

    return call


def _pause() -> None:
    thread = current_thread()
    if isinstance(thread, Slow):
        thread.pause()
