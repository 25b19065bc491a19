"""Operating-system limits that the sandboxed process sets on itself before it reads an image."""

import ctypes
import os
import resource
import signal
import sys

# From Linux's <sys/prctl.h>.
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def confine(*, memory_bytes: int, cpu_seconds: int, output_bytes: int, parent: int) -> None:
    """Set resource limits for this process; they cannot be raised again.

    `memory_bytes` limits the address space, `output_bytes` each written file. The process ends
    when the process with the id `parent` does (Linux only).
    """
    _limit(resource.RLIMIT_AS, memory_bytes)
    # SIGXCPU at the soft limit ends the process; SIGKILL follows at the hard limit.
    _limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    _limit(resource.RLIMIT_FSIZE, output_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 32)
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # the parent ended before PR_SET_PDEATHSIG was set
        os._exit(1)


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, or this process's own hard limit where that is lower."""
    _, allowed = resource.getrlimit(kind)
    ceiling = hard if hard is not None else soft
    if allowed != resource.RLIM_INFINITY:
        ceiling = min(ceiling, allowed)
    try:
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
    except (ValueError, OSError):
        # macOS refuses to set RLIMIT_AS; the other limits still apply there.
        if sys.platform == "linux":
            raise
