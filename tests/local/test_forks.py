"""Python programs as forks of a process that has imported the packages."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from deploy.local import interrupts
from deploy.local.forks import ForkServer
from deploy.local.processes import Child


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    server = ForkServer(tmp_path_factory.mktemp("forks") / "forks.log")
    yield server
    server.stop()


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """A folder of modules that can be run."""
    (tmp_path / "shows.py").write_text(
        "import os, sys\n"
        "print(sys.argv[1:], os.environ['WHAT'], 'django' in sys.modules)\n"
        "print(os.getsid(0) == os.getpid(), os.getcwd(), __name__)\n"
    )
    (tmp_path / "fails.py").write_text("import sys\nsys.exit(int(sys.argv[1]))\n")
    (tmp_path / "breaks.py").write_text("raise ValueError('no')\n")
    (tmp_path / "waits.py").write_text("import time\ntime.sleep(60)\n")
    return tmp_path


def run(forks: ForkServer, modules: Path, *argv: str, **env: str) -> tuple[Child, Path]:
    log = modules / "out.log"
    environment: Mapping[str, str] = {**os.environ, **env}
    with log.open("wb") as output:
        return forks.run(argv, env=environment, output=output, errors=output, cwd=modules), log


def ended(child: Child) -> int:
    assert interrupts.wait_uninterrupted(lambda: child.poll() is not None, 40)
    assert child.returncode is not None
    return child.returncode


def test_a_program_runs_as_by_python_m(forks: ForkServer, modules: Path) -> None:
    child, log = run(forks, modules, "shows", "one", "two", WHAT="its own")
    assert ended(child) == 0
    assert log.read_text().splitlines() == [
        "['one', 'two'] its own True",
        f"True {modules} __main__",
    ]


def test_it_ends_with_its_own_exit_code(forks: ForkServer, modules: Path) -> None:
    assert ended(run(forks, modules, "fails", "7")[0]) == 7
    broken, log = run(forks, modules, "breaks")
    assert ended(broken) == 1
    assert "ValueError: no" in log.read_text()
    killed, _ = run(forks, modules, "waits")
    os.kill(killed.pid, signal.SIGKILL)
    assert ended(killed) == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="the fork server runs on Linux only")
def test_if_the_server_dies_its_forks_end_and_the_next_program_starts_another(
    forks: ForkServer, modules: Path
) -> None:
    waiting, _ = run(forks, modules, "waits")
    assert forks.pid
    os.kill(forks.pid, signal.SIGKILL)
    assert ended(waiting) == -signal.SIGKILL
    assert ended(run(forks, modules, "fails", "0")[0]) == 0
