"""The programs of a run: those that `up` starts, and the floors in the same servers."""

import atexit
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import redis

from deploy import topology
from deploy.local import interrupts
from deploy.local.children import Children, Running
from deploy.local.home import Home
from deploy.local.sockets import socket_folder
from deploy.topology import Bind, Program
from tests.bench.usage import cpu_seconds

PATIENCE = 120.0
_WORKERS = [program.name for program in (*topology.WORKERS, topology.BEAT)]
_WAITING = "SELECT 1 FROM outbox WHERE dead_at IS NULL LIMIT 1"


class Programs:
    """Each is started when it is first needed, and ends with this process."""

    def __init__(self) -> None:
        home = Home(Path(os.environ["INSTAPRO_HOME"]))
        self.redis = redis.Redis.from_url(os.environ["REDIS_URL"])
        self._sockets = socket_folder(home.path / "sockets", None)
        self._constants = TemporaryDirectory(prefix="instapro-bench-")
        self._children = Children(home)
        self._running: dict[str, Running] = {}
        self._servers = {"postgres": _postgres_pid(), "redis": self.redis.info()["process_id"]}
        self._children.prepare()
        atexit.register(self._children.stop)

    def prepare(self) -> None:
        """Migrations and static files."""
        subprocess.run([sys.executable, "-m", "deploy.local.prepare"], check=True)

    def web(self) -> Path:
        """Pages and API, as `up` serves them. The Unix socket where they are."""
        return self.serve("web", "config.wsgi:application")

    def serve(self, name: str, application: str, **env: str) -> Path:
        """The Unix socket of a WSGI application, in the same server as the site's, with as many
        workers and threads."""
        place = self._sockets / f"{name}.sock"
        program = topology.web(Bind(place))
        argv = (*program.argv[:-1], application)
        self.start(replace(program, name=name, argv=argv), lambda _: _accepts(place), **env)
        return place

    def constants(self) -> Path:
        """The site with one view more, for the floor of pages."""
        settings = {"DJANGO_SETTINGS_MODULE": "tests.bench.floors.settings"}
        folder = {"BENCH_CONSTANTS": self._constants.name}
        return self.serve("floor-pages", "config.wsgi:application", **settings, **folder)

    def constant(self, name: str, content: bytes) -> str:
        """The path by which `constants` answers this content."""
        Path(self._constants.name, name).write_bytes(content)
        return f"/constant/{name}"

    def live(self, suffix: str = "") -> Path:
        """The websocket, as `up` serves it. The Unix socket where it is; each suffix has its own
        process."""
        return self._serve_live(f"live{suffix}", "config.asgi:application")

    def live_floor(self, suffix: str = "") -> Path:
        return self._serve_live(f"floor-live{suffix}", "tests.bench.floors.live:application")

    def _serve_live(self, name: str, application: str) -> Path:
        place = self._sockets / f"{name}.sock"
        program = topology.live(Bind(place))
        argv = (*program.argv[:-1], application)
        self.start(replace(program, name=name, argv=argv), lambda _: _accepts(place))
        return place

    def pid(self, name: str) -> int:
        """Of a program that runs."""
        return self._running[name].child.pid

    def workers(self) -> None:
        """All of them, and beat."""
        for worker in topology.WORKERS:
            self.start(worker, lambda running: " ready." in running.log.read_text())
        self.start(topology.BEAT, lambda _: True)

    def wait_for_workers(self) -> None:
        """Until the outbox is empty."""
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:

            def is_done() -> bool:
                self._children.require_alive()
                return connection.execute(_WAITING).fetchone() is None

            assert interrupts.wait_for(is_done, PATIENCE), "The workers are not done."

    def start(self, program: Program, is_ready: Callable[[Running], bool], **env: str) -> Running:
        """Starts it if it does not run yet, and waits until it is ready."""
        if program.name not in self._running:
            merged = {**os.environ, **topology.BEHIND_PROXY, **env}
            running = self._running[program.name] = self._children.start(program, merged)

            def has_started() -> bool:
                self._children.require_alive()
                return is_ready(running)

            assert interrupts.wait_for(has_started, PATIENCE), f"{program.name} is not ready."
        return self._running[program.name]

    def spent(self) -> Callable[[], tuple[float, float]]:
        """Counts from now: CPU-ms of all programs and both servers, and of the workers alone."""
        before = self._cpu()

        def so_far() -> tuple[float, float]:
            after = self._cpu()
            ms = {name: (after[name] - before.get(name, 0.0)) * 1000 for name in after}
            return sum(ms.values()), sum(ms.get(name, 0.0) for name in _WORKERS)

        return so_far

    def _cpu(self) -> dict[str, float]:
        """Seconds since each has started."""
        pids = {name: each.child.pid for name, each in self._running.items()} | self._servers
        return {name: cpu_seconds(pid) for name, pid in pids.items()}


def _accepts(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError):
        client.connect(str(place))
        return True
    return False


def _postgres_pid() -> int:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()
    assert found
    return int(found[0].split()[0])
