"""Messages of many senders, while everything dies once: all of them, once each, in one order."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count, cycle
from threading import Lock
from typing import Any

import httpx
import pytest

from accounts.models import User
from accounts.services.sessions import start_session
from deploy.local.postgres import PostgresServer
from deploy.local.redis_server import RedisServer
from messaging.models import Conversation
from tests.direct.writing import path
from tests.factories import make_conversation, make_users
from tests.faults.conftest import kill, start
from tests.processes import Server, start_web, wait_until
from tests.sampling import long

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]

PATIENCE = 240.0


@dataclass
class Sites:
    """Two web processes, of which one or the other is asked."""

    env: dict[str, str]
    running: list[Server] = field(default_factory=list)
    acknowledged: int = 0
    _lock: Lock = field(default_factory=Lock)
    _turn: Iterator[int] = field(default_factory=lambda: cycle((0, 1)))

    def kill_one(self) -> None:
        self.running[0].kill()
        self.running[0] = start_web(**self.env)

    def url(self) -> str:
        with self._lock:
            return self.running[next(self._turn)].url

    def count(self) -> None:
        with self._lock:
            self.acknowledged += 1

    def wait_for(self, number: int) -> None:
        what = f"{number} messages to be sent"
        wait_until(lambda: self.acknowledged >= number, seconds=PATIENCE, what=what)


@contextmanager
def sites(**env: str) -> Iterator[Sites]:
    found = Sites(env)
    try:
        found.running += [start_web(**env), start_web(**env)]
        yield found
    finally:
        for server in found.running:
            server.stop()


def write(site: Sites, group: Conversation, user: User, token: str, messages: int) -> None:
    """Each message again and again, until it is acknowledged; every third once more after that."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(headers=headers, timeout=12, trust_env=False) as app:
        for number in range(messages):
            name = f"{user.username}-{number}"
            for _ in range(2 if number % 3 == 0 else 1):
                until_acknowledged(app, site, path(group.pk, "messages"), name)
            site.count()


def until_acknowledged(app: httpx.Client, site: Sites, url: str, name: str) -> None:
    for attempt in count():
        try:
            response = app.post(f"{site.url()}{url}", json={"client_id": name, "text": name})
        except httpx.TransportError:
            continue
        if response.status_code in {200, 201}:
            return
        assert response.status_code >= 500, response.text
        assert attempt < 2_000


def read(site: Sites, group: Conversation, token: str) -> list[tuple[int, str]]:
    """All that a client finds that catches up, page by page."""
    headers = {"Authorization": f"Bearer {token}"}
    found: list[tuple[int, str]] = []
    with httpx.Client(headers=headers, timeout=12, trust_env=False) as app:
        while True:
            last = found[-1][0] if found else 0
            url = f"{site.url()}{path(group.pk, 'messages')}?after_seq={last}&limit=100"
            response = app.get(url)
            if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
                continue  # the database that was killed last is not back for all connections
            results: list[dict[str, Any]] = response.raise_for_status().json()["results"]
            if not results:
                return found
            found += [(each["seq"], each["text"]) for each in results]


@pytest.mark.parametrize("size", [(4, 20), *long([(8, 200)])], ids=str)
def test_every_reader_has_every_message_once_in_one_order(
    size: tuple[int, int], own_postgres: PostgresServer, own_redis: RedisServer
) -> None:
    senders, messages = size
    users = make_users([f"sender_{number}" for number in range(senders)])
    group = make_conversation(*users, title="Group")
    tokens = {user.pk: start_session(user=user).access for user in users}
    total = senders * messages

    with sites(DATABASE_URL=own_postgres.url, REDIS_URL=own_redis.url) as site:

        def again(server: Any) -> Callable[[], None]:
            def kill_and_start() -> None:
                kill(server)
                start(server)

            return kill_and_start

        faults = [site.kill_one, again(own_redis), again(own_postgres)]
        with ThreadPoolExecutor(senders) as pool:
            writing = [
                pool.submit(write, site, group, user, tokens[user.pk], messages) for user in users
            ]
            for place, fault in enumerate(faults, start=1):
                site.wait_for(total * place // 5)
                fault()
            for each in writing:
                each.result(timeout=PATIENCE)
        seen = [read(site, group, token) for token in tokens.values()]

    assert [number for number, _text in seen[0]] == list(range(1, total + 1))
    expected = {f"{user.username}-{number}" for user in users for number in range(messages)}
    assert {text for _number, text in seen[0]} == expected
    assert all(each == seen[0] for each in seen)
    for user in users:
        own = [text for _number, text in seen[0] if text.startswith(f"{user.username}-")]
        assert own == [f"{user.username}-{number}" for number in range(messages)]
