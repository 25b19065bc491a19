import subprocess
import sys
import time
from pathlib import Path

from deploy.local import family, processes, stopping
from deploy.local.home import PROJECT

# A child that ignores SIGTERM, with a child of its own in another session.
_STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                         start_new_session=True)
print(child.pid, flush=True)
time.sleep(60)
"""
_PARENT = """
import subprocess, sys, time
from pathlib import Path
from deploy.local import processes
child = processes.spawn([sys.executable, "-c", "import time; time.sleep(60)"],
                        env={}, output=None, cwd=Path("/"))
print(child.pid, flush=True)
time.sleep(60)
"""


def _lives(pid: int) -> bool:
    return pid in family.family(pid)


def test_the_whole_family_ends_even_one_that_does_not_listen(tmp_path: Path) -> None:
    told = tmp_path / "told"
    with told.open("wb") as output:
        child = processes.spawn(
            [sys.executable, "-c", _STUBBORN], env={}, output=output, cwd=tmp_path
        )
    assert stopping.settle(lambda: told.read_text().endswith("\n"), 10)
    grandchild = int(told.read_text())

    began = time.monotonic()
    processes.end([child], grace=0.1)

    assert time.monotonic() - began < 2
    assert child.returncode is not None
    assert stopping.settle(lambda: not _lives(grandchild), 2)


def test_a_child_dies_with_a_parent_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, cwd=PROJECT, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _lives(child)
        parent.kill()

    assert stopping.settle(lambda: not _lives(child), 5)


def test_only_the_remembered_process_is_ended_not_one_with_its_number(tmp_path: Path) -> None:
    note = tmp_path / "children.json"
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        family.remember(note, [child.pid])
        ours = note.read_text()

        note.write_text(ours.replace('": "', '": "1'))
        assert family.end_remembered(note) == 0
        assert child.poll() is None

        note.write_text(ours)
        assert family.end_remembered(note) == 1
        assert child.wait(5) < 0
