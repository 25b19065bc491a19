"""Each part is killed while others read, as under `manage.py up`."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest
from websockets.exceptions import InvalidMessage, InvalidStatus
from websockets.sync.client import connect

from deploy.local import interrupts
from deploy.local.address import Address
from deploy.local.children import Children, Running
from deploy.local.home import Home
from deploy.local.process_tree import members
from deploy.local.site import Site
from tests.local.conftest import home as home  # noqa: PLC0414 - the fixture
from tests.processes import free_port, ours

pytestmark = pytest.mark.faults


class Reader:
    """Asks for `/healthz` again and again, and counts the answers."""

    def __init__(self, url: str) -> None:
        self.answers: Counter[int] = Counter()
        self._ended = Event()
        self._thread = Thread(target=self._read, args=[url])
        self._thread.start()

    def _read(self, url: str) -> None:
        while not self._ended.is_set():
            try:
                status = httpx.get(f"{url}/healthz", timeout=30, trust_env=False).status_code
            except httpx.TransportError:
                status = 0
            self.answers[status] += 1

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()


class Up:
    def __init__(self, home: Home) -> None:
        address = Address("127.0.0.1", free_port())
        site = Site(home, address)
        assert site.proxy
        self.url = address.url
        self.children = Children(home)
        env = {**os.environ, **site.env, **ours()}
        for program in (*site.servers, site.proxy):
            self.children.start(program, env)
        self.reader = Reader(self.url)

    def __getitem__(self, name: str) -> Running:
        return next(part for part in self.children.running if part.name == name)

    def tend_until(self, holds: Callable[[], bool]) -> None:
        def tend_and_ask() -> bool:
            self.children.tend()
            return holds()

        assert interrupts.wait_uninterrupted(tend_and_ask, 60), self.reader.answers

    def read_on(self) -> None:
        """Until a reader has been answered that began after this."""
        before = self.reader.answers[200]
        self.tend_until(lambda: self.reader.answers[200] > before + 2)

    def stop(self) -> None:
        self.reader.stop()
        self.children.stop()


@pytest.fixture
def up(home: Home, transactional_db: None) -> Iterator[Up]:
    up = Up(home)
    try:
        up.read_on()
        up.reader.answers.clear()
        yield up
    finally:
        up.stop()


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def websocket_is_answered(url: str) -> bool:
    try:
        with connect(url.replace("http", "ws") + "/ws/", proxy=None, open_timeout=5):
            return True
    except (OSError, TimeoutError, InvalidMessage):
        return False
    except InvalidStatus as refused:  # without a session: by the application, not by the proxy
        return refused.response.status_code == 403


def test_readers_notice_no_death_but_the_proxys(up: Up) -> None:
    web = up["web"].child.pid
    worker = next(iter(members(web) - {web}))
    kill(worker)
    up.tend_until(lambda: not Path(f"/proc/{worker}").exists())
    up.read_on()
    kill(web)
    up.tend_until(lambda: up["web"].child.pid != web)
    up.read_on()
    live = up["live"].child.pid
    kill(live)
    up.tend_until(lambda: up["live"].child.pid != live and websocket_is_answered(up.url))
    up.read_on()
    assert set(up.reader.answers) == {200}, up.reader.answers

    kill(up["proxy"].child.pid)
    up.tend_until(lambda: not up["proxy"].is_gone())
    up.read_on()
    assert set(up.reader.answers) <= {200, 0}


def test_the_death_of_the_process_that_all_are_forks_of_is_survived(up: Up) -> None:
    forks = up.children.forks.pid
    assert forks
    kill(forks)
    up.tend_until(lambda: up.children.forks.pid not in {None, forks})
    up.read_on()
    assert set(up.reader.answers) <= {200, 502, 503}
