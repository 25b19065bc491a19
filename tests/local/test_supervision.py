"""What dies is started again, until it has died too often."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from deploy.local import interrupts
from deploy.local.children import Children, Running
from deploy.local.errors import UserError
from deploy.local.home import Home
from deploy.local.servers import Servers, running
from deploy.topology import Program

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
ENDS = (sys.executable, "-c", "print('It cannot go on.'); raise SystemExit(3)")


@pytest.fixture
def children(home: Home) -> Iterator[Children]:
    children = Children(home)
    yield children
    children.stop()


def tended(tend: Callable[[], None], holds: Callable[[], bool]) -> bool:
    def tend_and_ask() -> bool:
        tend()
        return holds()

    return interrupts.wait_uninterrupted(tend_and_ask, 40)


def start(children: Children, argv: tuple[str, ...]) -> Running:
    return children.start(Program("part", argv, is_python=False), dict(os.environ))


def test_a_part_that_dies_is_started_again_with_one_line(
    children: Children, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    part = start(children, SLEEP)
    first = part.child.pid
    os.kill(first, signal.SIGKILL)

    assert tended(children.tend, lambda: part.child.pid != first and not part.is_gone())

    assert capsys.readouterr().out == "  part        was ended by SIGKILL; starting it again\n"
    assert str(part.child.pid) in (home.path / "children.json").read_text()


def test_what_the_dead_part_started_ends_as_well(children: Children, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    script = (
        "import subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(note)!r}, 'w').write(str(child.pid)); time.sleep(60)"
    )
    part = start(children, (sys.executable, "-c", script))
    assert tended(children.tend, lambda: note.exists() and note.read_text() != "")
    grandchild, first = int(note.read_text()), part.child.pid
    os.kill(first, signal.SIGKILL)

    assert tended(children.tend, lambda: part.child.pid != first)

    def has_ended() -> bool:
        try:
            return Path(f"/proc/{grandchild}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    assert interrupts.wait_uninterrupted(has_ended, 5)


def test_what_dies_five_times_in_a_minute_ends_everything_with_the_reason(
    children: Children, capsys: pytest.CaptureFixture[str]
) -> None:
    start(children, ENDS)
    began = time.monotonic()

    with pytest.raises(UserError) as error:
        tended(children.tend, lambda: False)

    assert "part ended with exit code 3, for the 5th time in a minute" in str(error.value)
    assert "It cannot go on." in str(error.value)
    assert capsys.readouterr().out.count("starting it again") == 4
    assert time.monotonic() - began > 2, "it waits longer from death to death"


def test_postgresql_and_redis_are_started_again_with_their_data(home: Home) -> None:
    servers = Servers(home.path, durable=True)
    with running(home.path, servers, owned=True) as urls:
        with psycopg.connect(urls["DATABASE_URL"], autocommit=True) as database:
            database.execute("CREATE TABLE kept AS SELECT 1")
        redis.Redis.from_url(urls["REDIS_URL"]).set("kept", "1")
        for server in servers.all:
            assert server._child
            os.kill(server._child.pid, signal.SIGKILL)
        assert interrupts.wait_uninterrupted(lambda: all(s.is_gone() for s in servers.all), 5)

        def serve() -> bool:
            return all(not server.is_gone() and server.is_ready() for server in servers.all)

        assert tended(servers.tend, serve)

        with psycopg.connect(urls["DATABASE_URL"]) as database:
            assert database.execute("SELECT * FROM kept").fetchone() == (1,)
        assert redis.Redis.from_url(urls["REDIS_URL"]).ping()
