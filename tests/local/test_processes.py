import subprocess
import sys
import time
from pathlib import Path

from deploy.local import interrupts, process_tree, processes
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
    return pid in process_tree.members(pid)


def test_the_whole_process_tree_ends_even_if_it_ignores_sigterm(tmp_path: Path) -> None:
    written = tmp_path / "written"
    with written.open("wb") as output:
        child = processes.spawn(
            [sys.executable, "-c", _STUBBORN], env={}, output=output, cwd=tmp_path
        )
    assert interrupts.wait_uninterrupted(lambda: written.read_text().endswith("\n"), 10)
    grandchild = int(written.read_text())

    began = time.monotonic()
    processes.terminate([child], grace=0.1)

    assert time.monotonic() - began < 2
    assert child.returncode is not None
    assert interrupts.wait_uninterrupted(lambda: not _lives(grandchild), 2)


def test_a_child_dies_with_a_parent_that_was_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, cwd=PROJECT, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _lives(child)
        parent.kill()

    assert interrupts.wait_uninterrupted(lambda: not _lives(child), 5)


def test_only_the_remembered_process_is_ended_not_one_with_its_number(tmp_path: Path) -> None:
    note = tmp_path / "children.json"
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        process_tree.record(note, [child.pid])
        ours = note.read_text()

        note.write_text(ours.replace('": "', '": "1'))
        assert process_tree.kill_recorded(note) == 0
        assert child.poll() is None

        note.write_text(ours)
        assert process_tree.kill_recorded(note) == 1
        assert child.wait(5) < 0
