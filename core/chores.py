"""Small periodic work: what has to be swept away, or has come due. `config/chores.py` lists it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from time import monotonic

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

log = structlog.get_logger()


@dataclass(frozen=True)
class Chore:
    """A function to be called about every `every`; it is idempotent, short, and may run twice."""

    function: Callable[[], object]
    every: timedelta

    @property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"


@dataclass
class Housekeeper:
    """Runs each chore when its time has come; one that fails is told and tried again later."""

    chores: Iterable[Chore]
    _due: dict[str, float] = field(default_factory=dict)

    def run_due(self) -> list[str]:
        """The names of those that were run now."""
        return [chore.name for chore in self.chores if self._is_due(chore) and self._run(chore)]

    def _is_due(self, chore: Chore) -> bool:
        return monotonic() >= self._due.get(chore.name, 0.0)

    def _run(self, chore: Chore) -> bool:
        self._due[chore.name] = monotonic() + chore.every.total_seconds()
        try:
            chore.function()
        except Exception:
            log.exception("chore_failed", chore=chore.name)
            return False
        return True


@cache
def chores() -> list[Chore]:
    """The table of all chores; `config` holds it."""
    table: list[Chore] = import_string(settings.CHORES)
    return table
