"""Child processes: each starts in a session of its own and ends with all its descendants."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol, TypedDict

from deploy.local import interrupts
from deploy.local.process_tree import kill, members, send

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class User:
    """The operating system's user that a process runs as when it may not be root."""

    uid: int
    gid: int
    name: str


class Child(Protocol):
    """What we need of a `subprocess.Popen`."""

    pid: int
    returncode: int | None

    def poll(self) -> int | None: ...

    def wait(self) -> int: ...


class Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def run_as(user: User | None) -> Identity:
    """Arguments of `subprocess` that run a program as the user; as ourselves for None."""
    if user is None:
        return {}
    return Identity(user=user.uid, group=user.gid, extra_groups=[])


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    output: IO[bytes] | None,
    standard_input: IO[bytes] | int = subprocess.DEVNULL,
    errors: IO[bytes] | int | None = subprocess.STDOUT,
    cwd: Path,
    user: User | None = None,
    when_orphaned: signal.Signals | None = signal.SIGKILL,
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """A child in a session of its own, so that Ctrl-C reaches it through us alone.

    It inherits the open descriptors in `keep`.
    """
    return subprocess.Popen(
        [str(word) for word in argv],
        env=dict(env),
        stdin=standard_input,
        stdout=output,
        stderr=errors,
        cwd=cwd,
        start_new_session=True,
        pass_fds=keep,
        preexec_fn=die_with_parent(when_orphaned) if when_orphaned else None,  # noqa: PLW1509
        **run_as(user),
    )


def die_with_parent(signum: signal.Signals = signal.SIGKILL) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the child this signal if we are killed.

    Such functions are unsafe beside threads; this program has none.
    """
    parent = os.getpid()
    return lambda: die_with(parent, signum)


def die_with(parent: int, signum: signal.Signals = signal.SIGKILL) -> None:
    """The kernel sends us this signal when our parent, which has this process id, ends."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(signum))
        if os.getppid() != parent:
            os._exit(1)


def become_subreaper() -> None:
    """Orphaned descendants become our children, so that `kill_descendants` finds them."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1)


def terminate(children: Iterable[Child], *, grace: float) -> None:
    """SIGTERM to every child; after `grace` seconds kills what is left with all descendants."""
    living = [child for child in children if child.poll() is None]
    trees = {pid for child in living for pid in members(child.pid)}
    for child in living:
        send(child.pid, signal.SIGTERM)
    interrupts.wait_uninterrupted(lambda: all(child.poll() is not None for child in living), grace)
    kill(trees | {pid for child in living for pid in members(child.pid)})
    for child in living:
        child.wait()


def kill_descendants(*, spare: Iterable[int] = ()) -> None:
    """Kills all our descendants, except the spared processes and theirs."""

    def done() -> bool:
        spared = {os.getpid()} | {member for pid in spare for member in members(pid)}
        living = members(os.getpid()) - spared
        kill(living)
        _reap_zombies()
        return not living

    interrupts.wait_uninterrupted(done, 1.0)


@contextmanager
def no_descendants_left() -> Iterator[None]:
    """Kills at its end all processes that began within, also those their parents left behind."""
    become_subreaper()
    before = members(os.getpid()) - {os.getpid()}
    try:
        yield
    finally:
        kill_descendants(spare=before)


def _reap_zombies() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return
