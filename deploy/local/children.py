"""The product's own processes under `up`, each with its log."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

from deploy.local import family, logs, processes, stopping
from deploy.local.home import PROJECT, Home
from deploy.local.trouble import Trouble

_GRACE = 0.7  # the rest is killed: the whole stop shall take less than two seconds


class Children:
    def __init__(self, home: Home) -> None:
        self._home = home
        self._living: dict[str, subprocess.Popen[bytes]] = {}

    def run_to_end(self, name: str, argv: Sequence[str], env: Mapping[str, str]) -> None:
        """Its output goes to the terminal, its errors to the log."""
        child = self._spawn(name, argv, env, to_terminal=True)
        stopping.wait_for(lambda: child.poll() is not None, float("inf"))
        self._living.pop(name)
        if child.returncode:
            raise self._death(name, child)

    def start(self, name: str, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self._spawn(name, argv, env, to_terminal=False)

    def anyone_dead(self) -> bool:
        """Never true: raises `Trouble` about the first that ended by itself."""
        for name, child in self._living.items():
            if child.poll() is not None:
                raise self._death(name, child)
        return False

    def end(self) -> None:
        processes.end(self._living.values(), grace=_GRACE)
        (self._home.path / "children.json").unlink(missing_ok=True)

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
        self._living[name] = child
        family.remember(
            self._home.path / "children.json", [child.pid for child in self._living.values()]
        )
        return child

    def _death(self, name: str, child: subprocess.Popen[bytes]) -> Trouble:
        log = self._home.logs / f"{name}.log"
        how = (
            f"was ended by {signal.Signals(-child.returncode).name}"
            if child.returncode < 0
            else f"ended with exit code {child.returncode}"
        )
        return Trouble(f"{name} {how}, so everything was stopped.\n\n{logs.ending(log, 12)}")
