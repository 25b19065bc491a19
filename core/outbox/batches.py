"""Long work in short transactions: a batch at a time, and others get their turn in between."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from django.conf import settings

from core.outbox.subscribers import Progress, Retry


class Turn:
    """The time that long work may take before it lets the tasks behind it run."""

    def __init__(self) -> None:
        self._end = monotonic() + settings.OUTBOX_TURN_SECONDS

    def check(self) -> None:
        """Raises Retry(0) when the turn is over: the task is sent again, behind the others."""
        if monotonic() > self._end:
            raise Retry(0)


def run_batches(progress: Progress, steps: Sequence[Callable[..., bool]], **arguments: Any) -> None:
    """Call each step until it returns that it found nothing to do; the cursor is its number.

    A step handles one batch, within the lease and in transactions of its own, and what it has
    handled is gone. Raises Retry when the turn is over.
    """
    turn = Turn()
    for number in range(progress.cursor or 0, len(steps)):
        while steps[number](**arguments):
            progress.save(number)
            turn.check()
