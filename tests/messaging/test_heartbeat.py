"""Every half minute the server says that it is there; events wait until they are sent."""

import json
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Session, User
from accounts.services.sessions import start_session
from messaging import consumers
from messaging.sockets import event_queue
from messaging.sockets.asgi import in_thread
from messaging.sockets.delivery import LoggedOutError, deliveries
from messaging.sockets.event_queue import EventQueue
from tests.messaging.in_process import hangs_up, opened, scope_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumers, "HEARTBEAT_SECONDS", 0.05)


@pytest.fixture
def scope(alice: User) -> dict[str, Any]:
    return scope_of(start_session(user=alice).session)


HEARTBEAT = json.dumps({"type": "heartbeat", "conversations": {}}, separators=(",", ":"))


async def beats(socket: Any) -> None:
    event = await socket.receive_output(timeout=5)
    assert event == {"type": "websocket.send", "text": HEARTBEAT}


async def test_heartbeats_are_sent_until_the_client_disconnects(scope: dict[str, Any]) -> None:
    socket = await opened(scope)
    await beats(socket)
    await beats(socket)
    await hangs_up(socket)


async def test_an_event_that_cannot_be_serialized_is_dropped(alice: User) -> None:
    session = (await in_thread(lambda: start_session(user=alice))).session
    text_for = deliveries().text_for
    assert await text_for(session, {"type": "post.updated", "post_id": "broken"}) is None
    assert await text_for(session, {"type": "post.updated"}) is None
    assert await text_for(session, {"type": "mention.new"}) is None
    ended = Session(pk=uuid4(), user=alice)
    for event in ({"type": "post.updated", "post_id": str(uuid4())}, {"type": "mention.new"}):
        with pytest.raises(LoggedOutError):
            await text_for(ended, event)


async def test_a_socket_that_cannot_keep_up_keeps_the_newest_events_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(event_queue, "QUEUE_MAX", 3)
    queue = EventQueue()
    for number in [1, 2, 3, 4, 3, 5]:
        queue.put({"type": "test", "number": number})
    taken = [(await queue.get())["number"] for _ in range(3)]
    assert sorted(taken) == [3, 4, 5]
