"""Where `manage.py` begins: into the virtual environment, then to the command."""

import errno
import os
import runpy
import signal
from collections.abc import Sequence

from deploy.local import (
    checks,
    environment,
    interrupts,
    lockfile,
    packages,
    run_bench,
    run_tests,
    servers,
    stamp,
    up,
)
from deploy.local.errors import Stopped, UserError
from deploy.local.home import PROJECT, find_home
from deploy.local.terminal import say, say_error

_OVERVIEW = """\
InstaPro

  python3 manage.py up          start everything on this machine; Ctrl-C stops it
  python3 manage.py test        run the tests; further words go to pytest
  python3 manage.py check-all   run everything that CI runs
  python3 manage.py bench       measure how fast it is
  python3 manage.py lock        resolve the packages anew and write the locks

Each knows --help. Every other word is a Django command, run with the private servers:
python3 manage.py help lists them.
"""

_COMMANDS = {
    "up": up, "test": run_tests, "check-all": checks, "bench": run_bench, "lock": lockfile
}  # fmt: skip
_FOR_DEVELOPMENT = ("test", "check-all", "bench", "lock", "check_translations")


def main(arguments: Sequence[str]) -> int:
    interrupts.install_handlers()
    try:
        return _dispatch(arguments)
    except UserError as error:
        say_error(f"\n{error}")
        return 1
    except Stopped as stopped:
        say("\n  Stopped.")
        return 128 + stopped.signum
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise
        say_error(f"\n{error.strerror}: {error.filename or 'the disk'}. Make room, start again.")
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _dispatch(arguments: Sequence[str]) -> int:
    name = arguments[0] if arguments else "--help"
    command = _COMMANDS.get(name)
    if name in {"-h", "--help"}:
        say(_OVERVIEW)
        return 0
    if command and {"-h", "--help"} & set(arguments[1:2]):
        say(command.HELP)
        return 0
    if command is up and not up.check_first(arguments[1:]):
        return 0
    _enter_venv(arguments, development=name in _FOR_DEVELOPMENT)
    return command.main(arguments[1:]) if command else _run_django()


def _enter_venv(arguments: Sequence[str], *, development: bool) -> None:
    """Continues in the same process as the virtual environment's Python, if it is not yet that."""
    python, is_new = packages.ensure_installed(find_home(), development=development)
    if is_new or not packages.is_running(python):
        os.execv(python, [str(python), str(PROJECT / "manage.py"), *arguments])


def _run_django() -> int:
    """In this process, so that exit code and terminal are the command's own."""
    home = find_home()
    home.open()
    stamp.delete(home)
    private = servers.Servers(home.path, durable=True)
    with servers.running(home.path, private, owned=False) as urls:
        os.environ.update(environment.build(home.path, urls, role="admin"))
        interrupts.restore_handlers()
        try:
            # `python -m django`: an import at the top would fail before Django is installed.
            runpy.run_module("django", run_name="__main__")
        finally:
            interrupts.install_handlers()
    return 0
