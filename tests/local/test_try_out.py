import subprocess
import sys

import pytest

from deploy.local import family, stopping
from deploy.local.home import PROJECT, Home

_ASK = """
import os, psycopg, redis
redis.Redis.from_url(os.environ["REDIS_URL"]).ping()
psycopg.connect(os.environ["DATABASE_URL"]).close()
"""
_LEAVE_SOMEBODY_BEHIND = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"],
                         start_new_session=True)
open(sys.argv[1], "w").write(str(child.pid))
"""
# In a process of its own: whoever runs the checks takes in orphans, which pytest should not.
_RUN = """
import sys
from deploy.local.try_out import run, throw_away_servers
with throw_away_servers() as env:
    for script in sys.argv[2:]:
        assert run([sys.executable, "-c", script, sys.argv[1]], env) == 0
"""


def test_servers_outlive_one_check_and_serve_the_next_but_nothing_else_does(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INSTAPRO_HOME", str(place.path))
    note = place.path / "left-behind"

    subprocess.run(
        [sys.executable, "-c", _RUN, note, _ASK, _LEAVE_SOMEBODY_BEHIND, _ASK],
        cwd=PROJECT,
        check=True,
    )

    left_behind = int(note.read_text())
    assert stopping.settle(lambda: left_behind not in family.family(left_behind), 2)
    assert list((place.path / "test").iterdir()) == []
