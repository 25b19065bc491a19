"""Who lives, who descends from whom, and how to end them; by /proc, as pids get reused."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class _Row:
    parent: int
    session: int
    started: str


def family(pid: int) -> set[int]:
    """The process, everything in its session, and all their descendants."""
    table = _table()
    if not table:
        return {pid}
    members = {pid} if pid in table else set()
    if pid != os.getpid():
        members |= {other for other, row in table.items() if row.session == pid}
    grown = True
    while grown:
        more = {other for other, row in table.items() if row.parent in members} - members
        members |= more
        grown = bool(more)
    return members


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        send(pid, signal.SIGKILL)


def send(pid: int, signum: signal.Signals) -> None:
    try:
        os.kill(pid, signum)
    except (ProcessLookupError, PermissionError):
        return


def works_in(pid: int, folder: Path) -> bool:
    """True if the process lives and has the folder as its own, as our servers do.

    A number in a pid file may by now belong to some other program.
    """
    try:
        if sys.platform == "linux":
            return os.path.samefile(f"/proc/{pid}/cwd", folder)
        words = subprocess.run(
            ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return "postgres" in words.stdout or "redis-server" in words.stdout


def remember(file: Path, pids: Iterable[int]) -> None:
    """Writes down who they are, for the next start after a SIGKILL."""
    table = _table()
    rows = {pid: table[pid].started for pid in pids if pid in table}
    file.write_text(json.dumps(rows))


def end_remembered(file: Path) -> int:
    """Kills those of the file that still live; a number that was given out again is left alone."""
    try:
        rows = json.loads(file.read_text())
    except (OSError, ValueError):
        return 0
    table = _table()
    living = [
        int(pid)
        for pid, started in rows.items()
        if int(pid) in table and table[int(pid)].started == started
    ]
    kill({member for pid in living for member in family(pid)})
    file.unlink(missing_ok=True)
    return len(living)


def _table() -> dict[int, _Row]:
    """Who lives, by /proc; empty where there is none."""
    rows: dict[int, _Row] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:  # it ended while we looked
            continue
        if fields[0] != "Z":
            rows[int(stat.parent.name)] = _Row(int(fields[1]), int(fields[3]), fields[19])
    return rows
