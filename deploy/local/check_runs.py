"""Runs checks beside each other, so that no core is idle; but one suite of tests at a time, as it
uses every core by itself, and what measures last and alone.

The output of a check comes in one piece, in the order of the checks: what ends early waits.
"""

import codecs
import math
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import interrupts, processes
from deploy.local.home import PROJECT
from deploy.local.terminal import say

_AT_ONCE = max(2, os.cpu_count() or 1)


@dataclass(frozen=True)
class Check:
    name: str
    about: str
    argv: tuple[str, ...]
    is_suite: bool = False
    """Whether it fills all cores; such checks do not run beside each other."""
    is_alone: bool = False
    """Whether nothing may run beside it, as it measures; such checks come last."""
    uses_servers: bool = False
    needs: str = ""
    """A program outside the packages; a machine without it skips the check."""
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    verdict: str
    seconds: float


def run_checks(checks: Sequence[Check], env: Mapping[str, str]) -> list[Outcome]:
    """The outcomes, in the order of the checks. A failure ends no other check.

    Raises `Stopped`; no process of a check is left then, nor after a return.
    """
    with (
        tempfile.TemporaryDirectory(prefix="instapro-checks-") as folder,
        processes.no_descendants_left(),
    ):
        runs = [_Run(check, env, Path(folder, check.name)) for check in checks]
        unprinted = list(runs)
        _print_headline(unprinted)

        def have_ended() -> bool:
            _advance(runs)
            _print_new(unprinted)
            return not unprinted

        try:
            interrupts.wait_for(have_ended, math.inf)
        finally:
            processes.terminate([run.child for run in runs if run.child], grace=3)
    return [run.outcome for run in runs if run.outcome]


class _Run:
    def __init__(self, check: Check, env: Mapping[str, str], output: Path) -> None:
        self.check = check
        self.env = {**env, **check.env}
        self.child: subprocess.Popen[bytes] | None = None
        self.outcome: Outcome | None = None
        self._output = output
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._read = 0
        self._began = 0.0
        output.touch()

    def start(self) -> None:
        if self.check.needs and not shutil.which(self.check.needs):
            self._end("FAILED" if os.environ.get("CI") else "skipped")
            self._output.write_text(f"Not run: there is no {self.check.needs}.\n")
            return
        self._began = time.monotonic()
        try:
            with self._output.open("ab") as output:
                self.child = processes.spawn(
                    self.check.argv, env=self.env, output=output, cwd=PROJECT
                )
        except OSError as error:
            self._end("FAILED")
            self._output.write_text(f"{self.check.argv[0]} does not run: {error.strerror}.\n")

    def is_running(self) -> bool:
        if self.child and not self.outcome and self.child.poll() is not None:
            self._end("FAILED" if self.child.returncode else "passed")
        return self.child is not None and self.outcome is None

    def new_text(self) -> str:
        """The output that was not returned yet."""
        with self._output.open("rb") as output:
            output.seek(self._read)
            new = output.read()
        self._read += len(new)
        return self._decoder.decode(new)

    def _end(self, verdict: str) -> None:
        seconds = time.monotonic() - self._began if self._began else 0.0
        self.outcome = Outcome(self.check.name, verdict, seconds)


def _advance(runs: list[_Run]) -> None:
    """Starts what may run now. Suites go first, as they take longest."""
    running = [run for run in runs if run.is_running()]
    waiting = [run for run in runs if not run.child and not run.outcome]
    for run in sorted(waiting, key=lambda run: (run.check.is_alone, not run.check.is_suite)):
        if _may_run(run.check, beside=[other.check for other in running]):
            run.start()
            running.append(run)


def _may_run(check: Check, *, beside: Sequence[Check]) -> bool:
    if any(other.is_alone for other in beside) or (check.is_alone and beside):
        return False
    is_second_suite = check.is_suite and any(other.is_suite for other in beside)
    return len(beside) < _AT_ONCE and not is_second_suite


def _print_new(unprinted: list[_Run]) -> None:
    """Follows the output of the first; goes on to the next when it has ended."""
    while unprinted:
        has_ended = unprinted[0].outcome is not None
        say(unprinted[0].new_text(), end="")
        if not has_ended:
            return
        unprinted.pop(0)
        _print_headline(unprinted)


def _print_headline(unprinted: list[_Run]) -> None:
    for run in unprinted[:1]:
        say(f"\n── {run.check.name} " + "─" * (70 - len(run.check.name)))
