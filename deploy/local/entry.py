"""Where `manage.py` begins: into the virtual environment, then to the command."""

import errno
import os
import runpy
import signal
from collections.abc import Callable, Sequence

from deploy.local import (
    checks,
    environment,
    home,
    lockfile,
    packages,
    seal,
    servers,
    stopping,
    try_out,
    up,
)
from deploy.local.home import PROJECT
from deploy.local.terminal import complain, say
from deploy.local.trouble import Stopped, Trouble

_OVERVIEW = """\
InstaPro

  python3 manage.py up          start everything on this machine; Ctrl-C stops it
  python3 manage.py test        run the tests; further words go to pytest
  python3 manage.py check-all   run everything that CI runs
  python3 manage.py lock        resolve the packages anew and write the locks

Each knows --help. Every other word is a Django command, run with the private servers:
python3 manage.py help lists them.
"""

_OURS: dict[str, Callable[[Sequence[str]], int]] = {
    "up": up.main,
    "test": try_out.main,
    "check-all": checks.main,
    "lock": lockfile.main,
}
_HELP = {
    "up": up.HELP, "test": try_out.HELP, "check-all": checks.HELP, "lock": lockfile.HELP
}  # fmt: skip
_FOR_DEVELOPMENT = ("test", "check-all", "lock", "check_translations")


def main(arguments: Sequence[str]) -> int:
    stopping.listen()
    try:
        return _dispatch(arguments)
    except Trouble as trouble:
        complain(f"\n{trouble}")
        return 1
    except Stopped as stopped:
        say("\n  Stopped.")
        return 128 + stopped.signum
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise
        complain(f"\n{error.strerror}: {error.filename or 'the disk'}. Make room, start again.")
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _dispatch(arguments: Sequence[str]) -> int:
    command = arguments[0] if arguments else "--help"
    if command in {"-h", "--help"}:
        say(_OVERVIEW)
        return 0
    if command in _OURS and {"-h", "--help"} & set(arguments[1:2]):
        say(_HELP[command])
        return 0
    if command == "up" and not up.look_first(arguments[1:]):
        return 0
    _enter_venv(arguments, development=command in _FOR_DEVELOPMENT)
    if command in _OURS:
        return _OURS[command](arguments[1:])
    return _django()


def _enter_venv(arguments: Sequence[str], *, development: bool) -> None:
    """Goes on in the same process as the virtual environment's Python, if it is not that yet."""
    python, fresh = packages.ensure(home.find(), development=development)
    if fresh or not packages.runs_inside(python):
        os.execv(python, [str(python), str(PROJECT / "manage.py"), *arguments])


def _django() -> int:
    """Runs in this process, so that its exit code and its terminal are its own."""
    place = home.find()
    place.open()
    seal.break_(place)
    private = servers.Servers(place.path, durable=True)
    with servers.running(place.path, private, ours=False) as urls:
        os.environ.update(environment.complete(place.path, urls, role="admin"))
        stopping.leave_to_python()
        try:
            # `python -m django`: an import up there would fail before the packages are here.
            runpy.run_module("django", run_name="__main__")
        finally:
            stopping.listen()
    return 0
