"""Real processes for tests: the whole site behind its proxy, single servers, workers, beat.

They are those of `deploy.topology`. They work on the test database and on the Redis databases of
the running pytest process. A test that uses them must commit its rows (`transactional_db`, which
the fixtures request).
"""

import atexit
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from django.conf import settings

from deploy import topology
from deploy.local import binaries, processes
from deploy.local.forks import ForkServer
from deploy.topology import Bind, Program

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 40.0


@dataclass
class Process:
    """One of ours, in a session of its own, so that its children end with it."""

    name: str
    child: processes.Child
    log: Path

    @property
    def parts(self) -> list["Process"]:
        return [self]

    @property
    def is_running(self) -> bool:
        return self.child.poll() is None

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def signal(self, number: int) -> None:
        """To the process and its children: SIGKILL, SIGSTOP, SIGCONT."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.child.wait()

    def stop(self) -> None:
        """At once: what it works on dies with the test. `tests/local` ends processes politely."""
        self.kill()
        self.log.unlink(missing_ok=True)


@dataclass
class Server(Process):
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws/"


@dataclass
class Site(Server):
    """The proxy, and behind it pages, API and websocket, which write one log."""

    web: Process
    live: Process
    folder: Path
    caddy_log: Path

    @property
    def parts(self) -> list[Process]:
        return [Process("proxy", self.child, self.caddy_log), self.web, self.live]

    @property
    def is_running(self) -> bool:
        return all(part.is_running for part in self.parts)

    def stop(self) -> None:
        for part in self.parts:
            part.stop()
        rmtree(self.folder)


def wait_until(holds: Callable[[], Any], *, seconds: float = PATIENCE, what: str = "") -> Any:
    """The first true result of `holds`; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not (response := holds()):
        assert time.monotonic() < end, f"Waited {seconds} s in vain: {what or holds}"
        time.sleep(0.02)
    return response


def start_site(**env: str) -> Site:
    """Everything that answers requests, on a free port. `env` adds to its environment."""
    folder = Path(tempfile.mkdtemp(prefix="instapro-site-"))
    web, live = Bind(folder / "web.sock"), Bind(folder / "live.sock")
    log, caddy_log, port = _new_log("site"), _new_log("proxy"), free_port()
    # Styles and scripts as they lie in the tree, not as collected once.
    copytree(ROOT / "static/public", folder / "static")
    program = _proxy(port, web, live, folder)
    behind_proxy = {**topology.BEHIND_PROXY, **env}
    site = Site(
        "site",
        _start(program, caddy_log, env),
        log,
        port,
        web=Process("web", _start(topology.web(web, workers=1), log, behind_proxy), log),
        live=Process("live", _start(topology.live(live), log, behind_proxy), log),
        folder=folder,
        caddy_log=caddy_log,
    )
    _wait_for(site, lambda: _answers(f"{site.url}/healthz") and _listens(folder / "live.sock"))
    return site


def start_proxy(site: Site, **env: str) -> Server:
    """One more proxy before the servers of a site."""
    port, log = free_port(), _new_log("proxy")
    web, live = Bind(site.folder / "web.sock"), Bind(site.folder / "live.sock")
    program = _proxy(port, web, live, site.folder)
    proxy = Server("proxy", _start(program, log, env), log, port)
    _wait_for(proxy, lambda: _answers(f"{proxy.url}/healthz"))
    return proxy


def _proxy(port: int, web: Bind, live: Bind, folder: Path) -> Program:
    caddy = binaries.find_caddy()
    assert caddy
    program = topology.proxy(
        caddy, address=f"http://:{port}", bind="127.0.0.1", tls=False,
        web=web, live=live, home=settings.HOME,
    )  # fmt: skip
    # Two that start at once would both make the files of one authority, and one would fail.
    own = {"STATIC_FOLDER": str(folder / "static"), "XDG_DATA_HOME": str(folder)}
    return replace(program, env={**program.env, **own})


def start_web(**env: str) -> Server:
    """Pages and API alone, on a free port."""
    return _server(topology.web(Bind(host="127.0.0.1", port=(port := free_port()))), port, env)


def start_live(**env: str) -> Server:
    """The websocket alone, on a free port."""
    return _server(topology.live(Bind(host="127.0.0.1", port=(port := free_port()))), port, env)


def start_worker(**env: str) -> Process:
    """A Celery worker for every queue, which consumes already."""
    program = topology.worker("worker", "fanout,media,mail,default", 1)
    log = _new_log("worker")
    worker = Process("worker", _start(program, log, env), log)
    _wait_for(worker, lambda: " ready." in worker.output())
    return worker


def start_beat(**env: str) -> Process:
    """Celery's beat, which sends overdue rows again each second."""
    log = _new_log("beat")
    return Process("beat", _start(topology.BEAT, log, {"OUTBOX_RESEND_SECONDS": "1", **env}), log)


def _server(program: Program, port: int, env: dict[str, str]) -> Server:
    log = _new_log(program.name)
    server = Server(program.name, _start(program, log, env), log, port)
    _wait_for(server, lambda: _answers(f"{server.url}/healthz"))
    return server


def _start(program: Program, log: Path, env: dict[str, str]) -> processes.Child:
    environment = {**os.environ, "DATABASE_ROLE": program.role, **ours(), **program.env, **env}
    with log.open("ab") as output:
        if program.is_python:
            return _forks().run(program.argv, env=environment, output=output, errors=output)
        return processes.spawn(program.argv, env=environment, output=output, cwd=ROOT)


@cache
def _forks() -> ForkServer:
    """Shared by all tests of this process: it imports once what each program would."""
    server = ForkServer(_new_log("forks"))
    atexit.register(server.stop)
    return server


def _new_log(name: str) -> Path:
    handle, path = tempfile.mkstemp(prefix=f"instapro-{name}-", suffix=".log")
    os.close(handle)
    return Path(path)


def ours() -> dict[str, str]:
    """What makes a process of ours work on this pytest process's data."""
    name = quote(settings.DATABASES["default"]["NAME"])
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "INSTAPRO_HOME": str(settings.HOME),
        "REDIS_URL": os.environ["REDIS_URL"],
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


# Below the ports that the system gives to outgoing connections, one of which could take a port
# between the moment it was found free and the moment a server listens; and apart from those of the
# other pytest processes.
_PORTS = range(20_000, 32_000)
_next_port = count(os.getpid() * 128)


def free_port() -> int:
    """One that nothing listens on, and that is not given out again while others are left."""
    while True:
        port = _PORTS[next(_next_port) % len(_PORTS)]
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _wait_for(process: Process, holds: Callable[[], bool]) -> None:
    """Until the process is ready; with its log where it ends before or takes too long."""
    try:
        wait_until(lambda: holds() or not process.is_running, what=f"{process.name} to be ready")
        assert process.is_running, f"{process.name} ended by itself"
    except BaseException as error:
        for part in process.parts:
            part.kill()
            error.add_note(f"{part.name} said:\n{part.output()[-8000:]}")
        raise


def _answers(url: str) -> bool:
    """With any status: the server of the websocket answers pages with a 404."""
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code < 500
    except httpx.TransportError:
        return False


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


@contextmanager
def _heard(process: Process, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that fails shows what the process said meanwhile."""
    failures, before = request.session.testsfailed, len(process.output())
    yield
    if request.session.testsfailed > failures:
        sys.stdout.write(f"--- {process.name} said:\n{process.output()[before:][-8000:]}\n")


@pytest.fixture(scope="session")
def shared_server(django_db_setup: None) -> Iterator[list[Site]]:
    """One site for all tests of this process; a list, since a dead one is replaced."""
    running: list[Site] = []
    yield running
    for each in running:
        each.stop()


@pytest.fixture
def server(
    transactional_db: None, shared_server: list[Site], request: pytest.FixtureRequest
) -> Iterator[Site]:
    """Pages (`server.url`) and socket (`server.ws_url`), on the test database."""
    if not shared_server or not shared_server[-1].is_running:
        shared_server.append(start_site())
    with _heard(shared_server[-1], request):
        yield shared_server[-1]


@pytest.fixture
def worker(transactional_db: None, request: pytest.FixtureRequest) -> Iterator[Process]:
    yield from _for_one_test(start_worker(), request)


@pytest.fixture
def beat(transactional_db: None, request: pytest.FixtureRequest) -> Iterator[Process]:
    yield from _for_one_test(start_beat(), request)


def _for_one_test(process: Process, request: pytest.FixtureRequest) -> Iterator[Process]:
    with _heard(process, request):
        yield process
    process.stop()
