"""The product's own processes under `up`, each with its log."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

from deploy.local import interrupts, logs, process_tree, processes
from deploy.local.errors import UserError
from deploy.local.home import PROJECT, Home

_GRACE = 0.7  # then they are killed, so that the whole stop takes less than two seconds


class Children:
    def __init__(self, home: Home) -> None:
        self._home = home
        self._record = home.path / "children.json"
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, name: str, argv: Sequence[str], env: Mapping[str, str]) -> None:
        """Waits for its end. Its output goes to the terminal, its errors to the log."""
        child = self._spawn(name, argv, env, to_terminal=True)
        interrupts.wait_for(lambda: child.poll() is not None, float("inf"))
        self._running.pop(name)
        if child.returncode:
            raise self._error(name, child)

    def start(self, name: str, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self._spawn(name, argv, env, to_terminal=False)

    def require_alive(self) -> None:
        """Raises `UserError` about the first that ended by itself."""
        for name, child in self._running.items():
            if child.poll() is not None:
                raise self._error(name, child)

    def stop(self) -> None:
        processes.terminate(self._running.values(), grace=_GRACE)
        self._record.unlink(missing_ok=True)

    def _spawn(
        self, name: str, argv: Sequence[str], env: Mapping[str, str], *, to_terminal: bool
    ) -> subprocess.Popen[bytes]:
        log = self._home.logs / f"{name}.log"
        if log.exists():
            os.replace(log, log.with_suffix(".log.1"))
        with log.open("wb") as file:
            child = processes.spawn(
                argv,
                env={**env, "PYTHONUNBUFFERED": "1"},
                output=None if to_terminal else file,
                errors=file,
                cwd=PROJECT,
            )
        self._running[name] = child
        process_tree.record(self._record, [child.pid for child in self._running.values()])
        return child

    def _error(self, name: str, child: subprocess.Popen[bytes]) -> UserError:
        log = self._home.logs / f"{name}.log"
        how = (
            f"was ended by {signal.Signals(-child.returncode).name}"
            if child.returncode < 0
            else f"ended with exit code {child.returncode}"
        )
        return UserError(f"{name} {how}, so everything was stopped.\n\n{logs.last_lines(log, 12)}")
