"""`manage.py` as it is typed."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.home import PROJECT, Home
from deploy.local.instance import lock_for


def _manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PROJECT / "manage.py", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def running_up(home: Home) -> Iterator[Home]:
    """A data folder with the lock and the note of a running `up`."""
    lock = lock_for(home)
    assert lock.acquire()
    note = {"url": "http://127.0.0.1:8123", "pid": os.getpid(), "ready": True}
    (home.path / "up.json").write_text(json.dumps(note))
    yield home
    lock.release()


def test_a_second_up_says_where_the_first_one_is(running_up: Home) -> None:
    second = _manage("up", INSTAPRO_HOME=str(running_up.path))

    assert second.stdout == "InstaPro is already running at http://127.0.0.1:8123\n"
    assert second.returncode == 0


def test_a_running_up_is_not_reset(running_up: Home) -> None:
    (running_up.path / "media").mkdir()

    reset = _manage("up", "--reset", INSTAPRO_HOME=str(running_up.path))

    assert "Stop it with Ctrl-C" in reset.stderr
    assert reset.returncode == 1
    assert (running_up.path / "media").exists()


def test_a_taken_port_is_reported_in_one_sentence(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        up = _manage("up", INSTAPRO_HOME=str(home.path), PORT=str(port))

    assert up.stderr.startswith(f"\nPort {port} is taken by another program; ")
    assert up.stderr.count("\n") == 2
    assert up.returncode == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_data_folder_is_reported_in_one_sentence(home: Home) -> None:
    home.path.chmod(0o500)

    up = _manage("up", INSTAPRO_HOME=str(home.path / "data"))

    home.path.chmod(0o700)
    assert up.stderr.startswith(f"\nInstaPro can not write to its data folder {home.path}/data")
    assert up.stderr.count("\n") == 2
    assert up.returncode == 1


@pytest.mark.parametrize("command", ["up", "test", "check-all", "bench", "lock"])
def test_each_command_explains_itself(command: str) -> None:
    response = _manage(command, "--help")

    assert response.stdout.startswith(f"python3 manage.py {command}")
    assert response.returncode == 0


def test_an_unknown_word_is_not_ignored(home: Home) -> None:
    up = _manage("up", "--rest", INSTAPRO_HOME=str(home.path))

    assert "`up` does not know --rest" in up.stderr
    assert up.returncode == 1


def test_nothing_but_the_standard_library_is_needed_to_begin(tmp_path: Path) -> None:
    # -S leaves the installed packages out, as on a machine that has none.
    command = f"import sys; sys.path[:0] = [{str(PROJECT)!r}]; import deploy.local.entry"
    bare = subprocess.run([sys.executable, "-I", "-S", "-c", command], cwd=tmp_path, check=False)

    assert bare.returncode == 0


def test_an_old_python_gets_a_sentence() -> None:
    command = "import sys; sys.hexversion = 0x030A00F0; import deploy.local"
    old = subprocess.run(
        [sys.executable, "-c", command], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert old.stderr.startswith("InstaPro needs Python 3.11 or newer")
    assert old.returncode == 1
