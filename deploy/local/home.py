"""The data folder: `.run` in the project, or the one that INSTAPRO_HOME names."""

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from deploy.local import terminal
from deploy.local.errors import UserError

PROJECT = Path(__file__).resolve().parents[2]
MARKER = ".instapro"
_MADE_BY_US = (
    "postgres-*", "redis", "sockets", "logs", "static", "static-new", "media", "originals",
    "test", "keys.json", "settings.env", "mail", "children.json", "up.json", "prepared.stamp",
    "bytecode", "caddy", "bench.json",
)  # fmt: skip


@dataclass(frozen=True)
class Home:
    path: Path
    chosen: bool = False
    """True if the user named the folder; then it must be empty or ours."""

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def marker(self) -> Path:
        return self.path / MARKER

    def open(self) -> None:
        """Makes the folder. Raises `UserError` if that fails or it holds other files."""
        try:
            if not self.path.is_dir():
                self.path.mkdir(parents=True)
                # As root, PostgreSQL runs as another user and has to pass through.
                self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            self._claim()
            self.logs.mkdir(mode=0o700, exist_ok=True)
            probe = self.logs / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise UserError(
                f"InstaPro can not write to its data folder {self.path} ({error.strerror}). "
                "Make it yours, or name another: "
                f"INSTAPRO_HOME={shortened(Path.home() / 'instapro-data')} python3 manage.py up"
            ) from error

    def _claim(self) -> None:
        if self.marker.exists():
            return
        others = [name for name in os.listdir(self.path) if name != "lost+found"]
        if self.chosen and others:
            raise UserError(
                f"{self.path} is not empty and not a data folder of InstaPro. "
                "Let INSTAPRO_HOME name a new or empty folder."
            )
        number = secrets.token_hex(8)
        self.marker.write_text(f"InstaPro keeps its data in this folder, number {number}.\n")

    def reset(self) -> None:
        """Deletes what we made in the folder, and nothing else."""
        if not self.path.exists():
            return
        if not self.marker.exists():
            raise UserError(
                f"{self.path} does not look like a data folder of InstaPro, so nothing was "
                "deleted. Look what is in it, and remove it yourself."
            )
        for pattern in _MADE_BY_US:
            for path in self.path.glob(pattern):
                delete(path)


def find_home() -> Home:
    named = os.environ.get("INSTAPRO_HOME", "")
    if named:
        return Home(Path(os.path.abspath(os.path.expanduser(named))), chosen=True)
    return Home(PROJECT / ".run")


def delete(path: Path) -> None:
    try:
        if path.is_symlink():  # to a socket folder, whose own path was too long
            shutil.rmtree(os.readlink(path), ignore_errors=True)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"Could not delete {path} ({error.strerror}). Delete it as its owner, then try again."
        ) from error


def shortened(path: Path) -> str:
    """The path as seen from the current folder."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
    except OSError:
        terminal.say_error("The folder you are in no longer exists.")
        return str(path)
