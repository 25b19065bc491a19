"""Starts again what has died, with a pause that grows, and gives up when it keeps dying."""

import time
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from deploy.local import logs
from deploy.local.errors import UserError
from deploy.local.terminal import say_about

_DEATHS = 5
_SECONDS = 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 3.0


class Part(Protocol):
    """A process, or a server with its processes."""

    name: str
    log: Path

    def is_gone(self) -> bool: ...

    def describe_end(self) -> str:
        """As in "was ended by SIGKILL"."""

    def start_again(self) -> None:
        """Also ends what the dead one left behind. Does not wait until it serves."""


class Supervisor:
    def __init__(self) -> None:
        self._deaths: dict[str, deque[float]] = {}
        self._due: dict[str, float] = {}

    def tend(self, parts: Iterable[Part]) -> None:
        """To be called again and again. Raises `UserError` after five deaths in a minute."""
        for part in parts:
            if part.name in self._due:
                if time.monotonic() >= self._due[part.name]:
                    del self._due[part.name]
                    part.start_again()
            elif part.is_gone():
                self._due[part.name] = time.monotonic() + self._pause_after_death(part)
                say_about(part.name, f"{part.describe_end()}; starting it again")

    def _pause_after_death(self, part: Part) -> float:
        deaths = self._deaths.setdefault(part.name, deque(maxlen=_DEATHS))
        deaths.append(time.monotonic())
        if len(deaths) == _DEATHS and deaths[-1] - deaths[0] < _SECONDS:
            raise UserError(
                f"{part.name} {part.describe_end()}, for the {_DEATHS}th time in a minute, so "
                f"everything was stopped.\n\n{logs.last_lines(part.log, 12)}"
            )
        recent = sum(deaths[-1] - death < _SECONDS for death in deaths)
        return min(_FIRST_PAUSE * 2.0 ** (recent - 1), _LONGEST_PAUSE)


def require_alive(parts: Iterable[Part]) -> None:
    """While everything is starting: raises `UserError` about the first that ended by itself."""
    for part in parts:
        if part.is_gone():
            raise UserError(
                f"{part.name} {part.describe_end()}, so everything was stopped."
                f"\n\n{logs.last_lines(part.log, 12)}"
            )
