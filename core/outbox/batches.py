"""Long work in short transactions: a batch at a time, and others get their turn in between."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from django.conf import settings

from core.outbox.subscribers import Progress, Retry

# Returns where the next batch begins; see `run_batches`.
Step = Callable[..., str | bool | None]


class Turn:
    """The time that long work may take before it lets the tasks behind it run."""

    def __init__(self) -> None:
        self._end = monotonic() + settings.OUTBOX_TURN_SECONDS

    def check(self) -> None:
        """Raises Retry(0) when the turn is over: the task is sent again, behind the others."""
        if monotonic() > self._end:
            raise Retry(0)


def run_batches(progress: Progress, steps: Sequence[Step], **arguments: Any) -> None:
    """Call each step until it finds nothing more to do; raises Retry when the turn is over.

    A step handles one batch, within the lease and in transactions of its own. It returns the key
    of the last row it handled, and goes on `after=` it in its next call: rows that were deleted,
    but not vacuumed yet, are not read again. Or it returns True, and is called again as it was.
    False or None ends it. The cursor is the number of the step, and the key.
    """
    turn = Turn()
    begin, after = progress.cursor or (0, None)
    for number in range(begin, len(steps)):
        while found := steps[number](**arguments, **({"after": after} if after else {})):
            after = None if found is True else found
            progress.save([number, after])
            turn.check()
        after = None
