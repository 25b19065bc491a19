"""Long work that needs no cursor, since what is done is gone."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from core.outbox.subscribers import Later, Progress

BUDGET = 20.0


def drain(progress: Progress, strokes: Sequence[Callable[..., bool]], **given: Any) -> None:
    """Call each stroke until it finds nothing more to do; each must end well within the lease.

    Raises Later when others should have their turn.
    """
    end = monotonic() + BUDGET
    for stroke in strokes:
        while stroke(**given):
            progress.save(None)
            if monotonic() > end:
                raise Later(0)
