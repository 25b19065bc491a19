"""The virtual environment: made on first use, brought up to date when the lock changes."""

import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

from deploy.local import locks
from deploy.local.errors import UserError
from deploy.local.home import PROJECT, Home, shortened
from deploy.local.installer import Installer
from deploy.local.terminal import Step, say

PRODUCT = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"  # everything of the product as well
_STAMP = ".instapro"


def ensure_installed(home: Home, *, development: bool) -> tuple[Path, bool]:
    """The virtual environment's Python with the packages, and whether they are new."""
    venv = find_venv(home, development=development)
    if _is_current(venv, development=development):
        return _python(venv), False
    with locks.locked(venv.parent, on_wait=_say_waiting):
        if not _is_current(venv, development=development):
            _install(venv, home, development=development)
    return _python(venv), True


def scripts_dir() -> Path:
    """Where the command line tools of the running environment are."""
    return Path(sys.prefix) / "bin"


def is_running(python: Path) -> bool:
    """Whether we run in the virtual environment of this Python."""
    return Path(sys.prefix).resolve() == python.parent.parent.resolve()


def find_venv(home: Home, *, development: bool) -> Path:
    """`.venv` in the project; in the data folder where the project is not writable."""
    venv = PROJECT / ".venv"
    target = venv if venv.exists() else PROJECT
    if os.access(target, os.W_OK) or _is_current(venv, development=development):
        return venv
    if home.chosen:
        return home.path / "venv"
    raise UserError(
        f"InstaPro can not write to {target}, where its packages belong. Make the folder yours, "
        "or name another for packages and data: INSTAPRO_HOME=~/instapro-data python3 manage.py up"
    )


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


def _is_current(venv: Path, *, development: bool) -> bool:
    name = DEVELOPMENT if development else PRODUCT
    is_executable = os.access(_python(venv), os.X_OK)
    return is_executable and _stamps(venv).get(name) == _hash(name)


def _install(venv: Path, home: Home, *, development: bool) -> None:
    home.open()
    # An environment with the tools of development keeps them.
    complete = development or DEVELOPMENT in _stamps(venv)
    name = DEVELOPMENT if complete else PRODUCT
    (venv / _STAMP).unlink(missing_ok=True)
    if venv.exists() and not os.access(_python(venv), os.X_OK):
        shutil.rmtree(venv)  # the Python that it was made with is gone
    count = sum(1 for line in _lines(name) if line[:1].isalnum())
    step = Step("packages", f"installing {count} packages, some 10 to 60 s", slow=True)
    installer = Installer(venv, home.logs / "install.log", step)
    tool = installer.install(PROJECT / name)
    stamps = {each: _hash(each) for each in (PRODUCT, *([DEVELOPMENT] if complete else []))}
    (venv / _STAMP).write_text(json.dumps(stamps))
    step.done(f"{count} installed with {tool} into {shortened(venv)}")


def _stamps(venv: Path) -> dict[str, str]:
    try:
        stamps: dict[str, str] = json.loads((venv / _STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamps


def _hash(name: str) -> str:
    return hashlib.sha256("\n".join(_lines(name)).encode()).hexdigest()


def _lines(name: str) -> list[str]:
    return (PROJECT / name).read_text().splitlines()


def _say_waiting() -> None:
    say("  packages    another start is installing them; waiting for it …")
