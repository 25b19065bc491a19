"""`manage.py test`: pytest against servers that live for this run only."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.local import environment, family, home, locks, processes, stopping
from deploy.local.home import PROJECT, Home
from deploy.local.owner import forget_stand_in
from deploy.local.servers import Servers
from deploy.local.trouble import Stopped

HELP = """\
python3 manage.py test [ARGUMENTS OF PYTEST]

Runs the tests against a PostgreSQL and a Redis of their own, which are thrown away after it.
Any number of runs, and a running `up`, do not disturb each other.

  python3 manage.py test                        everything but the browser tests
  python3 manage.py test tests/feeds -k seam    some of them
  python3 manage.py test tests/browser -n 0     the browser tests (CHROMIUM=/path/to/chromium)
"""


def main(arguments: Sequence[str]) -> int:
    with throw_away_servers() as env:
        return run([sys.executable, "-m", "pytest", *arguments], env)


@contextmanager
def throw_away_servers() -> Iterator[dict[str, str]]:
    """The environment of a run: its own servers, data folder and keys, gone at the end."""
    base = home.find()
    base.open()
    runs = base.path / "test"
    runs.mkdir(exist_ok=True)
    runs.chmod(base.path.stat().st_mode)
    _sweep(runs)
    place = Home(Path(tempfile.mkdtemp(prefix="run-", dir=runs)))
    place.path.chmod(base.path.stat().st_mode)
    lock = locks.Lock(place.path / "lock")
    lock.take()
    place.open()
    servers = Servers(place.path, durable=False)
    try:
        servers.start(die_with_us=True)
        env = environment.complete(place.path, servers.urls, role="admin")
        yield {**env, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    finally:
        servers.stop()
        _forget(place)
        lock.release()


def run(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """In our own session, so that Ctrl-C and the debugger's keys reach it from the terminal."""
    processes.inherit_orphans()
    servers = family.family(os.getpid()) - {os.getpid()}
    child = subprocess.Popen(
        list(argv),
        env=dict(env),
        cwd=PROJECT,
        preexec_fn=processes.die_with_parent(),  # noqa: PLW1509 - no threads here
    )
    try:
        while child.poll() is None:
            stopping.pause(0.05)
    except Stopped as stopped:
        # A Ctrl-C at the terminal reached the child as well; a second would cut its report short.
        from_terminal = stopped.signum == signal.SIGINT and sys.stdin.isatty()
        if not (from_terminal and stopping.settle(lambda: child.poll() is not None, 3)):
            child.send_signal(signal.Signals(stopped.signum))
            stopping.settle(lambda: child.poll() is not None, 3)
        raise
    finally:
        processes.end_everything_below_us(but=servers)
    return child.returncode


def _sweep(runs: Path) -> None:
    """Removes what runs left behind that were killed."""
    for leftover in runs.glob("run-*"):
        lock = locks.Lock(leftover / "lock")
        if lock.take():
            _forget(Home(leftover))
        lock.release()


def _forget(place: Home) -> None:
    place.reset()
    forget_stand_in(place.path)
    home.remove(place.path)
