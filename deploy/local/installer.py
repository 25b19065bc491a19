"""Fills a virtual environment from a lock with uv, which pip fetches first where it is missing.

uv takes a fifth of pip's time for it, fetching included.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.local import interrupts, logs, processes
from deploy.local.errors import UserError
from deploy.local.home import PROJECT
from deploy.local.terminal import Step

_LOCK_WITH_UV = PROJECT / "requirements-dev.txt"
_PIP_OPTIONS = (
    "--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input", "--no-compile",
    "--progress-bar", "off", "--disable-pip-version-check", "--no-warn-script-location",
)  # fmt: skip
_CAUSES = (
    (r"No space left on device", "The disk is full. Make room and start again."),
    (r"Permission denied", "A folder could not be written. Make the project's folder yours."),
    (
        r"(?i)hash(es)? mismatch|do not match the hashes",
        "A package is not the one that the lock names: the download was damaged, or the package "
        "index serves something else. Start again; if it stays so, look at your index or mirror.",
    ),
    (
        r"(?i)name resolution|name or service|nodename nor|dns error|failed to establish|refused"
        r"|timed? ?out|error sending request|unreachable|proxyerror|certificate|connection",
        "The package index could not be reached. Check the network (and proxy or mirror settings) "
        "and start again.",
    ),
    (
        r"(?i)no matching distribution|no wheels|no usable wheels|compatible wheel|binary dist",
        "A package is not there ready-made for this Python and machine, and InstaPro compiles "
        "nothing. Use Python 3.11 or 3.12 on Linux (x86-64), where every package has a wheel.",
    ),
)


class Installer:
    def __init__(self, venv: Path, log: Path, step: Step) -> None:
        self.venv = venv
        self.python = venv / "bin" / "python"
        self.log = log
        self.step = step
        self.log.unlink(missing_ok=True)

    def install(self, lock: Path) -> str:
        """The name of the tool that installed. Raises `UserError` with the cause."""
        with tempfile.TemporaryDirectory(prefix="instapro-") as folder:
            uv = shutil.which("uv") or shutil.which("uv", path=self.venv / "bin")
            uv = uv or self._fetch_uv(Path(folder))
            if uv and self._with_uv(uv, lock):
                return "uv"
        # pip may be configured for a mirror that uv does not know.
        if self._with_pip(lock):
            return "pip"
        raise UserError(self._explanation())

    def _fetch_uv(self, folder: Path) -> str | None:
        """Installs the locked uv into the folder, with pip and from pip's index."""
        python = sys.executable if importlib.util.find_spec("pip") else self._venv_with_pip()
        locked = re.search(r"^uv==.*(\n .*)*", _LOCK_WITH_UV.read_text(), re.MULTILINE)
        if python is None or locked is None:
            return None
        requirement = folder / "uv.txt"
        requirement.write_text(locked[0])
        index = subprocess.run(
            [python, "-m", "pip", "config", "get", "global.index-url"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if url := os.environ.get("PIP_INDEX_URL") or index.stdout.strip():
            os.environ.setdefault("UV_DEFAULT_INDEX", url)
        fetched = self._run(
            python, "-m", "pip", "install", *_PIP_OPTIONS, "--target", folder, "-r", requirement
        )
        return str(folder / "bin" / "uv") if fetched else None

    def _with_uv(self, uv: str, lock: Path) -> bool:
        made = self.python.exists() or self._run(uv, "venv", "--python", sys.executable, self.venv)
        return made and self._run(
            uv, "pip", "sync", "--python", self.python,
            "--require-hashes", "--only-binary", ":all:", lock,
        )  # fmt: skip

    def _with_pip(self, lock: Path) -> bool:
        python = self._venv_with_pip()
        return python is not None and self._run(
            python, "-m", "pip", "install", *_PIP_OPTIONS, "-r", lock
        )

    def _venv_with_pip(self) -> Path | None:
        """The virtual environment's Python; None if it could not be made."""
        self._require_venv()
        if not self.python.exists() and not self._run(sys.executable, "-m", "venv", self.venv):
            return None
        if not self._run(self.python, "-m", "pip", "--version"):
            self._run(self.python, "-m", "ensurepip")
        return self.python

    def _require_venv(self) -> None:
        if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
            return
        self.step.clear()
        version = ".".join(map(str, sys.version_info[:2]))
        earlier = f" (uv was tried first: {self._explanation()})" if self.log.exists() else ""
        raise UserError(
            f"This Python {version} lacks its venv module. Debian and Ubuntu keep it apart: "
            f"sudo apt install python{version}-venv, then start again. "
            f"Or install uv, which needs no venv module.{earlier}"
        )

    def _run(self, *argv: str | Path) -> bool:
        """True if it succeeded. Its output is in the log."""
        # A venv refuses to install with PIP_USER set.
        env = {**os.environ, "PYTHONUNBUFFERED": "1", "PIP_USER": "0"}
        with self.log.open("ab") as log:
            child = processes.spawn(argv, env=env, output=log, cwd=self.log.parent)
        try:
            while child.poll() is None:
                self.step.show(self._progress())
                interrupts.sleep(0.1)
        except BaseException:
            self.step.clear()
            raise
        finally:
            processes.terminate([child], grace=0.3)
        return child.returncode == 0

    def _progress(self) -> str:
        """The package that pip installs now; uv does not print it."""
        names = re.findall(r"^Collecting (\S+?)==", logs.tail(self.log, 40), re.MULTILINE)
        return f"installing {names[-1]}" if names else "installing"

    def _explanation(self) -> str:
        self.step.clear()
        text = logs.tail(self.log, 60)
        for pattern, sentence in _CAUSES:
            if re.search(pattern, text):
                return f"{sentence} The whole log: {self.log}"
        return f"The packages could not be installed. {logs.last_lines(self.log, 3)}"
