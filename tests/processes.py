"""Real processes for tests: the socket and page server, the worker, beat.

They work on the test database and on the Redis databases of the running pytest process. A test
that uses them must commit its rows (`transactional_db`, which the fixtures ask for).
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 40.0
BEAT = "-A config beat -l info"
WORKER = "-A config worker -Q fanout,media,mail,default --concurrency=1 --pool=prefork -l info"


@dataclass
class Process:
    """One of ours, in a session of its own, so that its children end with it."""

    name: str
    popen: subprocess.Popen[bytes]
    log: Path

    @property
    def is_running(self) -> bool:
        return self.popen.poll() is None

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def signal(self, number: int) -> None:
        """To the process and its children: SIGKILL, SIGSTOP, SIGCONT."""
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        """Politely, to the parent only, as a deployment does; what is left after 5 s is killed."""
        self.signal(signal.SIGCONT)
        self.popen.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(5)
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


def wait_until(holds: Callable[[], Any], *, seconds: float = PATIENCE, what: str = "") -> Any:
    """The first true result of `holds`; AssertionError after `seconds`."""
    end = time.monotonic() + seconds
    while not (response := holds()):
        assert time.monotonic() < end, f"Waited {seconds} s in vain: {what or holds}"
        time.sleep(0.02)
    return response


def start_daphne(**env: str) -> Server:
    """The pages and the socket on a free port, answering. `env` adds to its environment."""
    port = _free_port()
    arguments = ["-m", "daphne", "-b", "127.0.0.1", "-p", str(port), "config.asgi:application"]
    popen, log = _start("daphne", arguments, {"DATABASE_ROLE": "web", **env})
    server = Server("daphne", popen, log, port)
    _wait_for(server, lambda: _answers(f"{server.url}/healthz"))
    return server


def start_worker(**env: str) -> Process:
    """A Celery worker for every queue, which consumes already."""
    popen, log = _start("worker", ["-m", "celery", *WORKER.split()], _background(env))
    worker = Process("worker", popen, log)
    _wait_for(worker, lambda: " ready." in worker.output())
    return worker


def start_beat(**env: str) -> Process:
    """Celery's beat, which sends overdue rows again each second."""
    environment = _background({"OUTBOX_RESEND_SECONDS": "1", **env})
    popen, log = _start("beat", ["-m", "celery", *BEAT.split()], environment)
    return Process("beat", popen, log)


def _background(env: dict[str, str]) -> dict[str, str]:
    return {"DATABASE_ROLE": "worker", **env}


def _start(name: str, arguments: list[str], env: dict[str, str]) -> tuple[Any, Path]:
    handle, path = tempfile.mkstemp(prefix=f"instapro-{name}-", suffix=".log")
    with os.fdopen(handle, "wb") as log:
        popen = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**os.environ, **_ours(), **env},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return popen, Path(path)


def _ours() -> dict[str, str]:
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(process: Process, holds: Callable[[], bool]) -> None:
    """Until the process is ready; with its log where it ends before or takes too long."""
    try:
        wait_until(lambda: holds() or not process.is_running, what=f"{process.name} to be ready")
        assert process.is_running, f"{process.name} ended by itself"
    except BaseException as error:
        process.kill()
        error.add_note(f"{process.name} said:\n{process.output()[-8000:]}")
        raise


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def _heard(process: Process, request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that fails shows what the process said meanwhile."""
    failures, before = request.session.testsfailed, len(process.output())
    yield
    if request.session.testsfailed > failures:
        sys.stdout.write(f"--- {process.name} said:\n{process.output()[before:][-8000:]}\n")


@pytest.fixture(scope="session")
def shared_server(django_db_setup: None) -> Iterator[list[Server]]:
    """One server for all tests of this process; a list, since a dead one is replaced."""
    running: list[Server] = []
    yield running
    for each in running:
        each.stop()


@pytest.fixture
def server(
    transactional_db: None, shared_server: list[Server], request: pytest.FixtureRequest
) -> Iterator[Server]:
    """Pages (`server.url`) and socket (`server.ws_url`), on the test database."""
    if not shared_server or not shared_server[-1].is_running:
        shared_server.append(start_daphne())
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
