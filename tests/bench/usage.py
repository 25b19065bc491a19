"""Processor time and memory of processes, from /proc."""

import os
from contextlib import suppress
from pathlib import Path

from deploy.local import process_tree

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """Of a process, its session and its descendants, those included that have ended."""
    return sum(_ticks(each) for each in process_tree.members(pid)) / _TICKS


def peak_bytes(pid: int) -> int:
    """The most memory that a process has had so far; 0 if it is gone."""
    return _status_bytes(pid, "VmHWM:")


def resident_bytes(pid: int) -> int:
    """The memory that a process has now; 0 if it is gone."""
    return _status_bytes(pid, "VmRSS:")


def _status_bytes(pid: int, field: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


def _ticks(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:  # it has just ended; its parent has its time
        return 0
    # In user and kernel mode: its own, and that of its children that have ended.
    return sum(int(each) for each in stat.rpartition(")")[2].split()[11:15])
