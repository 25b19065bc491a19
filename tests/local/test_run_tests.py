import subprocess
import sys

import pytest

from deploy.local import interrupts, process_tree
from deploy.local.home import PROJECT, Home

_CONNECT = """
import os, psycopg, redis
redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
psycopg.connect(os.environ["DATABASE_URL"]).close()
"""
_LEAVE_A_PROCESS_BEHIND = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                         start_new_session=True)
open(sys.argv[1], "w").write(str(child.pid))
"""
# In a process of its own, as `run` makes it a subreaper, which pytest should not become.
_RUN = """
import sys
from deploy.local.run_tests import run, temporary_servers
with temporary_servers() as env:
    for script in sys.argv[2:]:
        assert run([sys.executable, "-c", script, sys.argv[1]], env) == 0
"""


def test_servers_outlive_one_check_and_serve_the_next_but_nothing_else_does(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTAPRO_HOME", str(home.path))
    note = home.path / "left-behind"

    subprocess.run(
        [sys.executable, "-c", _RUN, note, _CONNECT, _LEAVE_A_PROCESS_BEHIND, _CONNECT],
        cwd=PROJECT,
        check=True,
    )

    left_behind = int(note.read_text())
    assert interrupts.wait_uninterrupted(
        lambda: left_behind not in process_tree.members(left_behind), 2
    )
    assert list((home.path / "test").iterdir()) == []
