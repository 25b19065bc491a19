"""How many sockets a user and an address may have open."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from channels.layers import get_channel_layer
from pytest_django import Settings
from websockets.exceptions import InvalidStatus

from accounts.models import User
from accounts.services.sessions import start_session
from core.live.events import connected_users, post_group, publish, user_group
from core.redis import disposable
from messaging.sockets import open_sockets
from messaging.sockets.asgi import in_thread
from messaging.sockets.open_sockets import OpenSocket, Registry
from tests.factories import make_post
from tests.messaging.conftest import OpenSocket as Opener
from tests.messaging.in_process import hangs_up, is_refused, opened, responses, scope_of
from tests.processes import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def scope_from(user: User, address: str) -> dict[str, Any]:
    return {**scope_of(start_session(user=user).session), "client": [address, 4242]}


def of(user: User, network: str = "203.0.113.7") -> OpenSocket:
    return OpenSocket(user.pk, network)


def test_the_21st_socket_of_a_user_is_refused_at_the_handshake(
    bob: User, carol: User, open_socket: Opener
) -> None:
    sockets = [open_socket(bob) for _ in range(20)]
    with pytest.raises(InvalidStatus) as refused:
        open_socket(bob)
    assert refused.value.response.status_code == 403
    open_socket(carol).settle()
    for socket in sockets:
        socket.settle()
    sockets.pop().close()

    def one_more() -> bool:
        try:
            open_socket(bob).settle()
        except InvalidStatus:
            return False
        return True

    wait_until(one_more)


@pytest.mark.asyncio
async def test_the_limit_of_an_address_is_shared_by_its_users(
    alice: User, bob: User, carol: User, settings: Settings
) -> None:
    settings.SOCKETS_PER_ADDRESS_MAX = 2
    scopes = [
        await in_thread(scope_from, alice, "2001:db8::1"),
        await in_thread(scope_from, bob, "2001:db8::2"),
    ]
    sockets = [await opened(scope) for scope in scopes]
    # Of the same /64.
    assert await is_refused(await in_thread(scope_from, carol, "2001:db8::3"))
    elsewhere = await opened(await in_thread(scope_from, carol, "2001:db8:0:1::1"))
    await hangs_up(sockets.pop())
    again = await opened(await in_thread(scope_from, carol, "2001:db8::3"))
    for socket in (*sockets, elsewhere, again):
        await hangs_up(socket)


@pytest.mark.asyncio
async def test_the_address_is_the_one_that_a_trusted_proxy_forwards(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.SOCKETS_PER_ADDRESS_MAX = 1
    settings.TRUSTED_PROXIES = ["10.0.0.1"]

    async def scope(user: User, address: str) -> dict[str, Any]:
        headers = [(b"host", b"testserver"), (b"x-forwarded-for", address.encode())]
        return {**await in_thread(scope_from, user, "10.0.0.1"), "headers": headers}

    sockets = [
        await opened(await scope(alice, "198.51.100.1")),
        await opened(await scope(bob, "198.51.100.2")),
    ]
    assert await is_refused(await scope(bob, "198.51.100.1"))
    for socket in sockets:
        await hangs_up(socket)


@pytest.mark.asyncio
async def test_a_refused_socket_does_not_count(alice: User, bob: User, settings: Settings) -> None:
    settings.SOCKETS_PER_ADDRESS_MAX = 1
    settings.SOCKETS_PER_USER_MAX = 1
    registry, other_process = Registry(), Registry()
    first = of(alice)
    assert await registry.add(first)
    for _ in range(3):
        assert not await other_process.add(of(bob))
    assert await other_process.add(of(bob, "198.51.100.1"))
    await registry.remove(first)
    assert await registry.add(of(alice))


@pytest.mark.asyncio
async def test_all_processes_count_together_and_one_that_died_is_forgotten(
    alice: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SOCKETS_PER_USER_MAX = 2
    monkeypatch.setattr(open_sockets, "LIFETIME", 1)
    # It renews nothing: that is how a process is that was killed.
    killed, alive = Registry(), Registry()
    assert await killed.add(of(alice))
    assert await killed.add(of(alice))
    assert not await alive.add(of(alice))
    while not await alive.add(of(alice)):
        await asyncio.sleep(0.05)


@pytest.mark.asyncio
@pytest.mark.usefixtures("no_redis")
async def test_while_redis_is_away_each_process_counts_its_own(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.SOCKETS_PER_USER_MAX = 2
    registry = Registry()
    sockets = [of(alice), of(alice)]
    assert [await registry.add(socket) for socket in sockets] == [True, True]
    assert not await registry.add(of(alice))
    assert await registry.add(of(bob))
    await registry.remove(sockets[0])
    assert await registry.add(of(alice))


@pytest.mark.asyncio
async def test_an_emptied_redis_learns_of_the_open_sockets_again(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_sockets, "RENEW_SECONDS", 0.05)
    ids = [alice.pk, bob.pk, uuid4()]
    socket = await opened(await in_thread(scope_from, alice, "203.0.113.7"))
    assert await in_thread(connected_users, ids) == [alice.pk]
    await in_thread(disposable().flushdb)
    await in_thread(wait_until, lambda: connected_users(ids) == [alice.pk])
    await hangs_up(socket)
    assert await in_thread(connected_users, ids) == []


@pytest.mark.asyncio
async def test_a_socket_that_closes_while_events_arrive_leaves_nothing_in_the_layer(
    alice: User,
) -> None:
    post = await in_thread(make_post, alice)
    group = post_group(post.pk)
    for _ in range(5):
        socket = await opened(await in_thread(scope_from, alice, "203.0.113.7"))
        frame = f'{{"type":"subscribe","posts":["{post.pk}"]}}'
        await socket.send_input({"type": "websocket.receive", "text": frame})
        await responses(socket)
        events = [
            asyncio.create_task(in_thread(publish, each, {"type": "of.tomorrow", "number": number}))
            for number in range(10)
            for each in (group, user_group(alice.pk))
        ]
        await hangs_up(socket)
        await asyncio.gather(*events)
    layer = get_channel_layer()
    assert (layer.channels, layer.groups) == ({}, {})
