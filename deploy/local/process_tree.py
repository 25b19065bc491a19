"""Which processes live, which descend from which, and how to kill them. Reads /proc.

Process ids are reused, so a process is known by its id and its start time.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class _Process:
    parent: int
    session: int
    started: str


def members(pid: int) -> set[int]:
    """The process, everything in its session, and all their descendants."""
    table = _table()
    if not table:
        return {pid}
    found = {pid} & table.keys()
    if pid != os.getpid():
        found |= {other for other, process in table.items() if process.session == pid}
    while more := {pid for pid, each in table.items() if each.parent in found} - found:
        found |= more
    return found


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        send(pid, signal.SIGKILL)


def send(pid: int, signum: signal.Signals) -> None:
    try:
        os.kill(pid, signum)
    except (ProcessLookupError, PermissionError):
        return


def runs_in(pid: int, folder: Path) -> bool:
    """Whether the process lives and has the folder as its working directory, as our servers do.

    The id in a pid file may by now belong to another program.
    """
    try:
        if sys.platform == "linux":
            return os.path.samefile(f"/proc/{pid}/cwd", folder)
        command = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return "postgres" in command.stdout or "redis-server" in command.stdout


def record(file: Path, pids: Iterable[int]) -> None:
    """Writes the processes down, for the next start after a SIGKILL."""
    table = _table()
    file.write_text(json.dumps({pid: table[pid].started for pid in pids if pid in table}))


def kill_recorded(file: Path) -> int:
    """Kills the recorded processes that still live, with their descendants; returns how many."""
    try:
        recorded = json.loads(file.read_text())
    except (OSError, ValueError):
        return 0
    table = _table()
    living = [
        int(pid)
        for pid, started in recorded.items()
        if int(pid) in table and table[int(pid)].started == started
    ]
    kill({member for pid in living for member in members(pid)})
    file.unlink(missing_ok=True)
    return len(living)


def _table() -> dict[int, _Process]:
    """All living processes; empty where there is no /proc."""
    table: dict[int, _Process] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if fields[0] != "Z":
            table[int(stat.parent.name)] = _Process(int(fields[1]), int(fields[3]), fields[19])
    return table
