"""Signals are noted, and the waiting loops act on them.

No exception is ever raised between two arbitrary instructions, so that a process can not get
lost between its birth and the line that remembers it.
"""

import signal
import time
from collections.abc import Callable

from deploy.local.trouble import Stopped

_asked: list[int] = []


def listen() -> None:
    """From here on Ctrl-C, SIGTERM and a closed terminal raise `Stopped` at the next wait."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _note)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asks us to live on
        signal.signal(signal.SIGHUP, _note)


def leave_to_python() -> None:
    """Python's own ways again, for a Django command that runs in this process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for signum in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(signum) is not signal.SIG_IGN:
            signal.signal(signum, _exit)


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """True as soon as the condition holds, False when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        pause()
    return True


def pause(seconds: float = 0.02) -> None:
    check()
    time.sleep(seconds)
    check()


def check() -> None:
    if _asked:
        raise Stopped(_asked[0])


def settle(condition: Callable[[], bool], seconds: float) -> bool:
    """Like `wait_for`, for cleaning up: nothing interrupts it."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _note(signum: int, _frame: object) -> None:
    _asked.append(signum)


def _exit(signum: int, _frame: object) -> None:
    raise SystemExit(128 + signum)
