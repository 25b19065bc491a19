"""Real processes on a Redis that a test may stop, hang or empty."""

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection

from deploy.local import process_tree
from deploy.local.database_user import delete_fallback_dir
from deploy.local.postgres import PostgresServer
from deploy.local.redis_server import RedisServer
from deploy.local.server import Server
from tests.processes import Process, ours, start_beat, start_web, start_worker, wait_until
from tests.processes import Server as Web


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
    server: Web
    worker: Process
    beat: Process

    def stop_redis(self) -> None:
        self.redis.stop()

    def start_redis(self) -> None:
        start(self.redis)

    def hang_redis(self) -> None:
        self._signal_redis(signal.SIGSTOP)

    def wake_redis(self) -> None:
        self._signal_redis(signal.SIGCONT)

    def _signal_redis(self, number: int) -> None:
        os.kill(pid_of(self.redis), number)


def kill(server: Server) -> None:
    """As `kill -9`, with all its processes; what it had not written is lost."""
    process_tree.kill(process_tree.members(pid_of(server)))
    wait_until(server.is_gone, what=f"{server.name} to end")


def start(server: Server) -> None:
    server.start(die_with_us=True)
    wait_until(server.is_ready, what=f"{server.name} to answer")


def pid_of(server: Server) -> int:
    file = "redis.pid" if isinstance(server, RedisServer) else "postmaster.pid"
    return int((server.data / file).read_text().split()[0])


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """One that writes to an append-only file, and may be killed."""
    home = tmp_path / "own-redis"
    (home / "logs").mkdir(parents=True)
    server = RedisServer(home, durable=True)
    start(server)
    yield server
    server.stop()


@pytest.fixture
def own_postgres(transactional_db: None, tmp_path: Path) -> Iterator[PostgresServer]:
    """One that may be killed, with the tables of the test database; this process uses it too."""
    home = tmp_path / "own-postgres"
    (home / "logs").mkdir(parents=True)
    server = PostgresServer(home, durable=True)
    start(server)
    _copy_tables(server)
    there = {**connection.settings_dict, "NAME": "instapro", "HOST": str(server.sockets)}
    connection.close()
    with patch.object(connection, "settings_dict", there):
        yield server
        connection.close()
    server.stop()
    delete_fallback_dir(home)


def _copy_tables(server: PostgresServer) -> None:
    programs = server.binaries.folder
    dump = [f"{programs}/pg_dump", "--schema-only", "--no-owner", ours()["DATABASE_URL"]]
    tables = subprocess.run(dump, check=True, capture_output=True).stdout
    load = [f"{programs}/psql", "--quiet", "--set=ON_ERROR_STOP=1", server.url]
    subprocess.run(load, input=tables, check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def cluster(transactional_db: None, tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "logs").mkdir()
    redis = RedisServer(tmp_path, durable=False)
    start(redis)
    there = {"REDIS_URL": redis.url}
    processes = [start_web(**there), start_worker(**there), start_beat(**there)]
    server, worker, beat = processes
    assert isinstance(server, Web)
    yield Cluster(redis, server, worker, beat)
    for process in processes:
        process.stop()
    redis.stop()
