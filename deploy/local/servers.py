"""PostgreSQL and Redis together: started once, shared by all commands of a data folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import locks, logs, stopping
from deploy.local.postgres import PostgresServer
from deploy.local.redis_server import RedisServer
from deploy.local.trouble import Trouble

_PATIENCE = 60.0  # recovery after a power cut takes its time

Server = PostgresServer | RedisServer


class Servers:
    """Those that the environment does not name already."""

    def __init__(self, home: Path, *, durable: bool) -> None:
        self.urls: dict[str, str] = {}
        self.all: list[Server] = []
        self.elsewhere: Path | None = None
        self.witness: Path | None = None
        if not os.environ.get("DATABASE_URL"):
            postgres = PostgresServer(home, durable=durable)
            self._add("DATABASE_URL", postgres)
            self.witness = postgres.data / "PG_VERSION"
            self.elsewhere = postgres.ground if postgres.ground != home else None
        if not os.environ.get("REDIS_URL"):
            self._add("REDIS_URL", RedisServer(home, durable=durable))

    def _add(self, variable: str, server: Server) -> None:
        self.urls[variable] = server.url
        self.all.append(server)

    @property
    def names(self) -> str:
        return " and ".join(server.name for server in self.all) or "those of the environment"

    def start(self, *, die_with_us: bool) -> None:
        for server in self.all:
            server.start(dies_with_us=die_with_us)
        for server in self.all:
            if not stopping.wait_for(server.ready, _PATIENCE):
                raise Trouble(f"{server.name} did not answer for {_PATIENCE:.0f} s.")

    def stop(self) -> None:
        for server in self.all:
            server.stop()

    def anyone_dead(self) -> bool:
        """Never true: raises `Trouble` about the first that ended by itself."""
        for server in self.all:
            if server.gone():
                raise Trouble(f"{server.name} ended. {logs.ending(server.log, 5)}")
        return False


@contextmanager
def running(home: Path, servers: Servers, *, ours: bool) -> Iterator[dict[str, str]]:
    """The servers' addresses.

    The last command that needs them stops them; `up` (ours) takes them along when it ends.
    """
    users = locks.Lock(home / "users.lock")
    try:
        with locks.held(home / "servers.lock"):
            if ours and users.take():
                servers.stop()  # left behind by a command that was killed
            users.take(shared=True)
            servers.start(die_with_us=ours)
        yield servers.urls
    finally:
        with locks.held(home / "servers.lock"):
            if ours or users.take():
                servers.stop()
        users.release()
