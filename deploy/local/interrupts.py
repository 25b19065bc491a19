"""Signals are recorded, and the waiting loops act on them.

No exception is raised between two arbitrary instructions, so a process cannot be lost between its
start and the line that records it.
"""

import signal
import time
from collections.abc import Callable

from deploy.local.errors import Stopped

_received: list[int] = []


def install_handlers() -> None:
    """From here on Ctrl-C, SIGTERM and a closed terminal raise `Stopped` at the next wait."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _record)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup ignores it
        signal.signal(signal.SIGHUP, _record)


def restore_handlers() -> None:
    """Python's own behaviour, for a Django command that runs in this process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for signum in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(signum) is not signal.SIG_IGN:
            signal.signal(signum, _exit)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """True as soon as the condition holds, False after the given time. Raises `Stopped`."""
    return _poll(condition, seconds, sleep)


def wait_uninterrupted(condition: Callable[[], bool], seconds: float) -> bool:
    """Like `wait_for`, for cleaning up: signals do not end it."""
    return _poll(condition, seconds, time.sleep)


def sleep(seconds: float) -> None:
    """Raises `Stopped` if a signal came before or meanwhile."""
    _raise_if_stopped()
    time.sleep(seconds)
    _raise_if_stopped()


def _poll(condition: Callable[[], bool], seconds: float, pause: Callable[[float], None]) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        pause(0.01)
    return True


def _raise_if_stopped() -> None:
    if _received:
        raise Stopped(_received[0])


def _record(signum: int, _frame: object) -> None:
    _received.append(signum)


def _exit(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)
