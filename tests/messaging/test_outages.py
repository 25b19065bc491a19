"""Redis goes away and returns: open sockets go on, new ones must reconnect."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.services.sessions import start_session
from core.live.events import post_group, publish
from deploy.local.redis_server import RedisServer
from messaging.sockets.close_codes import UNAVAILABLE
from posts.models import Post
from tests.factories import make_post
from tests.messaging.client import Socket, opened
from tests.outages import channel_layers_at
from tests.processes import Server, start_live, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


@pytest.fixture
def own_redis(tmp_path: Path, settings: Settings) -> Iterator[RedisServer]:
    """A Redis to be killed; what this process publishes goes there."""
    (tmp_path / "logs").mkdir()
    own = RedisServer(tmp_path, durable=False)
    start(own)
    settings.CHANNEL_LAYERS = channel_layers_at(own.url)
    yield own
    own.stop()


@pytest.fixture
def own_server(own_redis: RedisServer) -> Iterator[Server]:
    server = start_live(REDIS_URL=own_redis.url)
    yield server
    printed = server.output()
    server.stop()
    assert "Traceback" not in printed


def start(own_redis: RedisServer) -> None:
    own_redis.start(die_with_us=True)
    wait_until(own_redis.is_ready, what="Redis to answer")


@contextmanager
def hung(own_redis: RedisServer) -> Iterator[None]:
    pid = int((own_redis.data / "redis.pid").read_text())
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.fixture
def headers(alice: User) -> dict[str, str]:
    return {"Authorization": f"Bearer {start_session(user=alice).access}"}


@pytest.fixture
def post(alice: User) -> Post:
    return make_post(alice)


def is_live(socket: Socket, post: Post) -> Callable[[], bool]:
    """Publishes again and again, as the worker would in the course of time."""

    def hears() -> bool:
        publish(post_group(post.pk), {"type": "post.updated", "post_id": str(post.pk)})
        try:
            return bool(socket.next(seconds=0.1))
        except TimeoutError:
            return False

    return hears


def test_after_a_restart_of_redis_an_open_socket_is_live_again(
    own_redis: RedisServer, own_server: Server, post: Post, headers: dict[str, str]
) -> None:
    with opened(own_server.ws_url, headers=headers) as socket:
        socket.look_at(post)
        wait_until(is_live(socket, post))
        own_redis.stop()
        socket.answers()
        with opened(own_server.ws_url, headers=headers) as newcomer:
            assert newcomer.close_code() == UNAVAILABLE
        with opened(f"{own_server.ws_url}?ticket=x", headers={}) as newcomer:
            assert newcomer.close_code() == UNAVAILABLE
        socket.answers()
        start(own_redis)
        wait_until(is_live(socket, post), seconds=20)
    with opened(own_server.ws_url, headers=headers) as newcomer:
        newcomer.look_at(post)
        wait_until(is_live(newcomer, post))


def test_with_redis_hung_an_open_socket_answers_and_is_live_again_when_it_wakes(
    own_redis: RedisServer, own_server: Server, post: Post, headers: dict[str, str]
) -> None:
    with opened(own_server.ws_url, headers=headers) as socket:
        socket.look_at(post)
        with hung(own_redis):
            socket.answers()
            with opened(own_server.ws_url, headers=headers) as newcomer:
                newcomer.settle()
        wait_until(is_live(socket, post), seconds=20)


def test_a_socket_must_reconnect_while_redis_hangs(
    own_redis: RedisServer, own_server: Server, headers: dict[str, str]
) -> None:
    with hung(own_redis), opened(own_server.ws_url, headers=headers) as newcomer:
        assert newcomer.close_code() == UNAVAILABLE
    with opened(own_server.ws_url, headers=headers) as socket:
        socket.settle()
