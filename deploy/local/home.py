"""The data folder: `.run` in the project, or wherever INSTAPRO_HOME points."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from deploy.local import terminal
from deploy.local.trouble import Trouble

PROJECT = Path(__file__).resolve().parents[2]
MARKER = ".instapro"
_MADE_BY_US = (
    "postgres-*", "redis", "sockets", "logs", "static", "static.seal", "media", "originals", "test",
    "keys.json", "settings.env", "mail", "children.json", "up.json", "prepared.seal",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    path: Path
    chosen: bool = False
    """True if the person named the folder; then it must be empty or ours."""

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def marker(self) -> Path:
        return self.path / MARKER

    def open(self) -> None:
        """Makes the folder, or says in one sentence why that can not be."""
        try:
            self._make()
            self._claim()
            self.logs.mkdir(mode=0o700, exist_ok=True)
            probe = self.logs / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise Trouble(self._unwritable(error)) from error

    def _make(self) -> None:
        if self.path.is_dir():
            return
        self.path.mkdir(parents=True)
        # As root, PostgreSQL runs as another user and has to pass through.
        self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def _claim(self) -> None:
        if self.marker.exists():
            return
        strangers = [name for name in os.listdir(self.path) if name != "lost+found"]
        if self.chosen and strangers:
            raise Trouble(
                f"{self.path} is not empty and not a data folder of InstaPro. "
                "Let INSTAPRO_HOME name a new or empty folder."
            )
        number = secrets.token_hex(8)
        self.marker.write_text(f"InstaPro keeps its data in this folder, number {number}.\n")

    def _unwritable(self, error: OSError) -> str:
        return (
            f"InstaPro can not write to its data folder {self.path} ({error.strerror}). "
            "Make it yours, or name another: "
            f"INSTAPRO_HOME={shortened(Path.home() / 'instapro-data')} python3 manage.py up"
        )

    def reset(self) -> None:
        """Deletes what we made in the folder, and nothing else."""
        if not self.path.exists():
            return
        if not self.marker.exists():
            raise Trouble(
                f"{self.path} does not look like a data folder of InstaPro, so nothing was "
                "deleted. Look what is in it, and remove it yourself."
            )
        for pattern in _MADE_BY_US:
            for path in self.path.glob(pattern):
                remove(path)


def find() -> Home:
    named = os.environ.get("INSTAPRO_HOME", "")
    if named:
        return Home(Path(os.path.abspath(os.path.expanduser(named))), chosen=True)
    return Home(PROJECT / ".run")


def remove(path: Path) -> None:
    try:
        if path.is_symlink():  # a socket folder whose own path was too long
            shutil.rmtree(os.readlink(path), ignore_errors=True)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(
            f"Could not delete {path} ({error.strerror}). Delete it as its owner, then try again."
        ) from error


def shortened(path: Path) -> str:
    """The path as a person would type it from where they stand."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
    except OSError:  # the folder in which the command was started is gone
        terminal.complain("The folder you are in no longer exists.")
        return str(path)
