"""`manage.py test`: pytest against servers that live for this run only."""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy.local import environment, interrupts, locks, processes
from deploy.local.database_user import delete_fallback_dir
from deploy.local.errors import Stopped
from deploy.local.home import PROJECT, Home, delete, find_home
from deploy.local.servers import Servers

HELP = """\
python3 manage.py test [ARGUMENTS OF PYTEST]

Runs the tests against a PostgreSQL and a Redis of their own, which are deleted after it.
Any number of runs, and a running `up`, do not disturb each other.

  python3 manage.py test                        everything but the last two
  python3 manage.py test tests/feeds -k seam    some of them
  python3 manage.py test tests/browser -n 2     the browser tests (CHROMIUM=/path/to/chromium)
  python3 manage.py test tests/api --long       20,000 calls generated from the API's document
"""


def main(arguments: Sequence[str]) -> int:
    with temporary_servers() as env:
        return run([sys.executable, "-m", "pytest", *arguments], env)


@contextmanager
def temporary_servers(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """The environment of a run: its own servers, data folder and keys, deleted at the end.

    The servers write to disk as those of `up` do only if `durable`.
    """
    base = find_home()
    base.open()
    mode = base.path.stat().st_mode
    runs = base.path / "test"
    runs.mkdir(exist_ok=True)
    runs.chmod(mode)
    _delete_leftovers(runs)
    home = Home(Path(tempfile.mkdtemp(prefix="run-", dir=runs)))
    home.path.chmod(mode)
    lock = locks.Lock(home.path / "lock")
    lock.acquire()
    home.open()
    servers = Servers(home.path, durable=durable)
    try:
        servers.start(die_with_us=True)
        env = environment.build(home.path, servers.urls, role="admin")
        yield {**env, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    finally:
        servers.stop()
        _delete(home)
        lock.release()


def run(argv: Sequence[str], env: Mapping[str, str]) -> int:
    """In our own session, so that Ctrl-C and a debugger's keys reach it from the terminal."""
    with processes.no_descendants_left():
        child = subprocess.Popen(
            list(argv),
            env=dict(env),
            cwd=PROJECT,
            preexec_fn=processes.die_with_parent(),  # noqa: PLW1509 - no threads here
        )

        def has_ended() -> bool:
            return child.poll() is not None

        try:
            interrupts.wait_for(has_ended, float("inf"))
        except Stopped as stopped:
            # A Ctrl-C at the terminal reached the child too; a second would cut its report short.
            from_terminal = stopped.signum == signal.SIGINT and sys.stdin.isatty()
            if not (from_terminal and interrupts.wait_uninterrupted(has_ended, 3)):
                child.send_signal(signal.Signals(stopped.signum))
                interrupts.wait_uninterrupted(has_ended, 3)
            raise
    return child.returncode


def _delete_leftovers(runs: Path) -> None:
    """Of runs that were killed."""
    for leftover in runs.glob("run-*"):
        lock = locks.Lock(leftover / "lock")
        if lock.acquire():
            _delete(Home(leftover))
        lock.release()


def _delete(home: Home) -> None:
    home.reset()
    delete_fallback_dir(home.path)
    delete(home.path)
