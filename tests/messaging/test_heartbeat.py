"""Every half minute the server says that it is there, and looks whether the viewer still is."""

import asyncio
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from accounts.models import User
from messaging import consumers, mailbox
from messaging.asgi import in_thread
from messaging.consumers import SIGNED_OUT
from messaging.delivery import SignedOutError, describe
from messaging.mailbox import open_mailbox
from messaging.routing import websocket
from messaging.tickets import issue_ticket

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "HEARTBEAT", 0.05)


@pytest.fixture
def scope(alice: User) -> dict[str, Any]:
    query = f"ticket={issue_ticket(user_id=alice.pk)}"
    return {"type": "websocket", "path": "/ws/", "headers": [], "query_string": query.encode()}


HEARTBEAT = json.dumps({"type": "heartbeat"}, separators=(",", ":"))


async def opened(scope: dict[str, Any]) -> Any:
    socket: Any = ApplicationCommunicator(websocket, scope)  # type: ignore[no-untyped-call]
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output())["type"] == "websocket.accept"
    return socket


async def beats(socket: Any) -> None:
    event = await socket.receive_output(timeout=5)
    assert event == {"type": "websocket.send", "text": HEARTBEAT}


async def is_closed_as_signed_out(socket: Any) -> None:
    event: dict[str, Any] = {}
    while event.get("type") != "websocket.close":
        event = await socket.receive_output(timeout=5)
    assert event["code"] == SIGNED_OUT
    await socket.wait()


async def hangs_up(socket: Any) -> None:
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait()


async def test_the_heart_beats_until_the_client_hangs_up(scope: dict[str, Any]) -> None:
    socket = await opened(scope)
    await beats(socket)
    await beats(socket)
    await hangs_up(socket)


async def test_a_deactivated_person_is_noticed(alice: User, scope: dict[str, Any]) -> None:
    socket = await opened(scope)
    await beats(socket)
    await in_thread(User.objects.filter(pk=alice.pk).update, is_active=False)
    await is_closed_as_signed_out(socket)


@pytest.fixture
def browser(alice: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(alice)


async def test_a_session_that_is_signed_out_is_noticed(browser: Client) -> None:
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={browser.cookies[name].value}"
    headers = [(b"cookie", cookie.encode())]
    scope = {"type": "websocket", "path": "/ws/", "headers": headers, "query_string": b""}
    socket = await opened(scope)
    await beats(socket)
    await in_thread(browser.session.flush)
    await is_closed_as_signed_out(socket)


async def test_a_database_that_is_away_for_a_moment_signs_nobody_out(
    scope: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_still(*args: object) -> bool:
        raise OperationalError("away")

    monkeypatch.setattr(consumers, "is_still", is_still)
    socket = await opened(scope)
    await beats(socket)
    await beats(socket)
    await hangs_up(socket)


async def test_a_hint_that_cannot_be_filled_is_dropped(alice: User) -> None:
    assert await describe(alice, {"type": "post.updated", "post_id": "broken"}) is None
    assert await describe(alice, {"type": "post.updated"}) is None
    with pytest.raises(SignedOutError):
        await describe(User(pk=uuid4()), {"type": "post.updated"})


async def test_a_socket_that_cannot_keep_up_keeps_the_newest_hints_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mailbox, "MOST_WAITING", 3)
    layer = get_channel_layer()
    async with open_mailbox() as box:
        await box.join("user.test")
        numbers = [1, 2, 3, 4, 3, 5]
        for number in numbers:
            hint = {"type": "test", "number": number}
            await layer.group_send("user.test", {"type": "hint", "hint": hint})
        while {"type": "test", "number": 5} not in box._waiting.values():
            await asyncio.sleep(0.01)
        taken = [(await box.take())["number"] for _ in range(3)]
    assert sorted(taken) == [3, 4, 5]
