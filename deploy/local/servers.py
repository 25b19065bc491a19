"""PostgreSQL and Redis together: started once, shared by all commands of a data folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import interrupts, locks
from deploy.local.errors import UserError
from deploy.local.postgres import PostgresServer
from deploy.local.redis_server import RedisServer
from deploy.local.server import Server
from deploy.local.supervision import Supervisor

_START_SECONDS = 60.0  # recovery after a power cut takes long


class Servers:
    """Those that the environment does not name already."""

    def __init__(self, home: Path, *, durable: bool) -> None:
        self._supervisor = Supervisor()
        self.urls: dict[str, str] = {}
        self.all: list[Server] = []
        self.external_data: Path | None = None
        """Where the database is if not in the data folder, which only root enters."""
        self.cluster_version_file: Path | None = None
        if not os.environ.get("DATABASE_URL"):
            postgres = PostgresServer(home, durable=durable)
            self.urls["DATABASE_URL"] = postgres.url
            self.all.append(postgres)
            self.cluster_version_file = postgres.data / "PG_VERSION"
            self.external_data = postgres.base if postgres.base != home else None
        if not os.environ.get("REDIS_URL"):
            redis = RedisServer(home, durable=durable)
            self.urls["REDIS_URL"] = redis.url
            self.all.append(redis)

    @property
    def names(self) -> str:
        return " and ".join(server.name for server in self.all) or "those of the environment"

    def start(self, *, die_with_us: bool) -> None:
        for server in self.all:
            server.start(die_with_us=die_with_us)
        for server in self.all:
            if not interrupts.wait_for(server.is_ready, _START_SECONDS):
                raise UserError(f"{server.name} did not answer for {_START_SECONDS:.0f} s.")

    def stop(self) -> None:
        for server in self.all:
            server.stop()

    def tend(self) -> None:
        """Starts those again that have died."""
        self._supervisor.tend(self.all)


@contextmanager
def running(home: Path, servers: Servers, *, owned: bool) -> Iterator[dict[str, str]]:
    """The servers' URLs.

    The last command that uses the servers stops them. `up` owns them: it replaces those that a
    killed command left behind, and stops its own when it ends.
    """
    users = locks.Lock(home / "users.lock")
    try:
        with locks.locked(home / "servers.lock"):
            if owned and users.acquire():
                servers.stop()
            users.acquire(shared=True)
            servers.start(die_with_us=owned)
        yield servers.urls
    finally:
        with locks.locked(home / "servers.lock"):
            if owned or users.acquire():
                servers.stop()
        users.release()
