"""Children: born in sessions of their own, ended as whole families."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypedDict

from deploy.local import stopping
from deploy.local.family import family, kill, send

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Owner:
    """The user that a process runs as when it may not be root."""

    uid: int
    gid: int
    name: str


class Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    output: IO[bytes] | None,
    standard_input: IO[bytes] | int = subprocess.DEVNULL,
    errors: IO[bytes] | int | None = subprocess.STDOUT,
    cwd: Path,
    owner: Owner | None = None,
    when_orphaned: signal.Signals | None = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches it through us alone."""
    return subprocess.Popen(
        [str(word) for word in argv],
        env=dict(env),
        stdin=standard_input,
        stdout=output,
        stderr=errors,
        cwd=cwd,
        start_new_session=True,
        preexec_fn=die_with_parent(when_orphaned) if when_orphaned else None,  # noqa: PLW1509
        **identity(owner),
    )


def die_with_parent(signum: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the child this signal should we be killed.

    Linting warns of such functions beside threads; this program has none.
    """
    parent = os.getpid()

    def arrange() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(signum))
            if os.getppid() != parent:
                os._exit(1)

    return arrange


def identity(owner: Owner | None) -> Identity:
    """`subprocess` arguments that run a program as the owner."""
    if owner is None:
        return {}
    return Identity(user=owner.uid, group=owner.gid, extra_groups=[])


def inherit_orphans() -> None:
    """Grandchildren whose parent died become ours, so that none is overlooked at the end."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def end(children: Iterable[subprocess.Popen[bytes]], *, grace: float) -> None:
    """Asks every child to stop, then kills what is left of their families."""
    living = [child for child in children if child.poll() is None]
    families = {pid for child in living for pid in family(child.pid)}
    for child in living:
        send(child.pid, signal.SIGTERM)
    stopping.settle(lambda: all(child.poll() is not None for child in living), grace)
    families |= {pid for child in living for pid in family(child.pid)}
    kill(families)
    for child in living:
        child.wait()


def end_everything_below_us(*, but: Iterable[int] = ()) -> None:
    """Kills whatever still descends from this process, other than the spared ones' families."""

    def done() -> bool:
        spared = {os.getpid()} | {member for pid in but for member in family(pid)}
        below = family(os.getpid()) - spared
        kill(below)
        _bury()
        return not below

    stopping.settle(done, 1.0)


def _bury() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return
