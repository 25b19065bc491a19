"""Random histories: at every moment every feed equals the SQL answer.

Hypothesis makes them up of the rules in `tests/feeds/histories`, and reduces one that fails to the
few steps that matter, printed as a program.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed
from hypothesis import settings as profile
from hypothesis.stateful import run_state_machine_as_test
from pytest_django import Settings

from core import redis
from core.outbox import emitting
from deploy.local.redis_server import RedisServer
from feeds import home, timelines
from tests.faults.conftest import start
from tests.feeds.histories.faults import Faults
from tests.feeds.histories.oracle import answers
from tests.feeds.histories.publishing import Publishing
from tests.feeds.histories.relations import Relations
from tests.feeds.histories.slow import pausing
from tests.feeds.histories.work import Work
from tests.feeds.histories.world import LIMITS
from tests.outages import redis_at
from tests.sampling import long

# 500 steps each: 2,000 as a rule, 50,000 with `--long`.
PARTS = [*range(4), *long(range(4, 100))]
HISTORIES, STEPS = 10, 50

# Commands of `timelines`: after the first and before the second, others may do theirs.
READS = ["read", "read_authors", "start_rebuild", "start_author_rebuilds"]
WRITES = ["push", "push_to_author", "invalidate", "finish_rebuild", "finish_author_rebuilds"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


class History(Publishing, Relations, Work, Faults):
    def teardown(self) -> None:
        """The end of a history that went well: all feeds are right, and then complete."""
        try:
            if sys.exc_info()[0] is None:
                self.check_all()
                self.finish_all()
                assert not any(answer.late for answer in answers().values())
                self.check_all()
        finally:
            self.abandon_all()
            self.clear()

    def check_all(self) -> None:
        right = answers()
        for viewer in self.people.values():
            self.check(viewer, right, limits=LIMITS)


@pytest.fixture
def _small_world(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three followers make a celebrity, and timelines hold so few ids that they are trimmed all
    the time."""
    settings.FEEDS_TIMELINE_LENGTH = 4
    settings.FEEDS_AUTHOR_TIMELINE_LENGTH = 3
    settings.FEEDS_CELEBRITY_FOLLOWERS = 3
    settings.FEEDS_FAN_OUT_BATCH = 2
    monkeypatch.setattr(timelines, "TRIM_SLACK", 1)
    monkeypatch.setattr(home, "FURTHER_SCANS", (3, 5))
    # How long the test takes makes no difference: markers go when a history evicts them, work ends
    # when it is done.
    monkeypatch.setattr(timelines, "REBUILD_SECONDS_MAX", 24 * 60 * 60)
    settings.OUTBOX_TURN_SECONDS = 24 * 60 * 60
    monkeypatch.setattr(redis, "TIMEOUT", 60)
    # Tasks run when a history says so.
    monkeypatch.setattr(emitting, "notify_workers", lambda entries: None)
    for name in (*READS, *WRITES):
        command = pausing(getattr(timelines, name), before=name in WRITES)
        monkeypatch.setattr(timelines, name, command)


@pytest.fixture
def _own_redis(tmp_path: Path) -> Iterator[None]:
    """Histories flush it, and change its life."""
    (tmp_path / "logs").mkdir()
    server = RedisServer(tmp_path, durable=False)
    start(server)
    with redis_at(server.url):
        yield
    server.stop()


@pytest.mark.usefixtures("_small_world", "_own_redis")
@pytest.mark.parametrize("part", PARTS)
def test_every_feed_equals_the_sql_answer(part: int) -> None:
    run_state_machine_as_test(
        seed(part)(type(f"History{part}", (History,), {})),
        settings=profile(
            max_examples=HISTORIES,
            stateful_step_count=STEPS,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
            database=None,
            deadline=None,
        ),
    )
