"""What the private servers have in common: a process, a pid file and a log."""

import os
import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from deploy.local import interrupts, logs, process_tree
from deploy.local.errors import UserError


class Server(ABC):
    stop_signals: ClassVar[tuple[tuple[signal.Signals, float], ...]]
    """What to send to stop it and for how many seconds to wait then, one after the other."""

    def __init__(self, name: str, data: Path, log: Path) -> None:
        self.name = name
        self.data = data
        self.log = log
        self._child: subprocess.Popen[bytes] | None = None

    def start(self, *, die_with_us: bool) -> None:
        """Does nothing if one of this data folder serves already. `is_ready` says when it does."""
        if not (self._pid() and self._answers()):
            self.stop()
            self._child = self._spawn(die_with_us=die_with_us)

    def is_ready(self) -> bool:
        """Raises `UserError` if it ended instead."""
        if self._child and self._child.poll() is not None:
            raise UserError(f"{self.name} did not start. {logs.last_lines(self.log, 3)}")
        return self._answers()

    def is_gone(self) -> bool:
        return self._child.poll() is not None if self._child else not self._pid()

    def describe_end(self) -> str:
        return "ended"

    def start_again(self) -> None:
        """Its data are safe: they are recovered from its log."""
        ours = process_tree.members(os.getpid()) - {os.getpid()}
        process_tree.kill(pid for pid in ours if process_tree.runs_in(pid, self.data))
        self._child = self._spawn(die_with_us=True)

    def stop(self) -> None:
        """Kills it with all its descendants if it does not stop by itself."""
        pid = self._child.pid if self._child else self._pid()
        if not pid:
            return
        tree = process_tree.members(pid)
        for signum, seconds in self.stop_signals:
            process_tree.send(pid, signum)
            if interrupts.wait_uninterrupted(self.is_gone, seconds):
                return
        process_tree.kill(tree | process_tree.members(pid))
        interrupts.wait_uninterrupted(self.is_gone, 1.0)

    def _pid(self) -> int | None:
        """The process id of the living server of this data folder."""
        pid = self._recorded_pid()
        return pid if pid and process_tree.runs_in(pid, self.data) else None

    @abstractmethod
    def _spawn(self, *, die_with_us: bool) -> subprocess.Popen[bytes]: ...

    @abstractmethod
    def _answers(self) -> bool: ...

    @abstractmethod
    def _recorded_pid(self) -> int | None:
        """What its pid file says."""
