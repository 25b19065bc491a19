"""What the child does to itself before it looks at a picture."""

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def confine(*, memory_bytes: int, cpu_seconds: int, output_bytes: int, parent: int) -> None:
    """Caps that hold whatever happens in a decoder afterwards.

    `parent` is the process without which this one must not live on.
    """
    _limit(resource.RLIMIT_AS, memory_bytes)
    # The soft limit's SIGXCPU ends the process; the hard one is there if it does not.
    _limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    _limit(resource.RLIMIT_FSIZE, output_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 32)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        os._exit(1)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    """Never above what this process is allowed already."""
    _, allowed = resource.getrlimit(kind)
    ceiling = hard if hard is not None else soft
    if allowed != resource.RLIM_INFINITY:
        ceiling = min(ceiling, allowed)
    try:
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS but does not let it be set; there the clock alone must do.
        if sys.platform == "linux":
            raise
