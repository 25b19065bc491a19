"""Real processes on a Redis that a test may stop, hang or empty."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.redis_server import RedisServer
from tests.processes import Process, Server, start_beat, start_web, start_worker, wait_until


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One pytest process runs all of these, so that another goes on with the quick tests."""
    for item in items:
        if item.get_closest_marker("faults"):
            item.add_marker(pytest.mark.xdist_group("faults"))


@dataclass
class Cluster:
    """Pages, worker and beat on the test database, and a Redis of their own."""

    redis: RedisServer
    server: Server
    worker: Process
    beat: Process

    def stop_redis(self) -> None:
        self.redis.stop()

    def start_redis(self) -> None:
        self.redis.start(die_with_us=True)
        wait_until(self.redis.is_ready, what="Redis to answer")

    def hang_redis(self) -> None:
        self._signal_redis(signal.SIGSTOP)

    def wake_redis(self) -> None:
        self._signal_redis(signal.SIGCONT)

    def _signal_redis(self, number: int) -> None:
        os.kill(int((self.redis.data / "redis.pid").read_text()), number)


@pytest.fixture
def cluster(transactional_db: None, tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "logs").mkdir()
    redis = RedisServer(tmp_path, durable=False)
    redis.start(die_with_us=True)
    wait_until(redis.is_ready, what="Redis to answer")
    there = {"REDIS_URL": redis.url}
    processes = [start_web(**there), start_worker(**there), start_beat(**there)]
    server, worker, beat = processes
    assert isinstance(server, Server)
    yield Cluster(redis, server, worker, beat)
    for process in processes:
        process.stop()
    redis.stop()
