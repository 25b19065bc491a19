"""Sockets without a server: on the event loop of the test, so that its patches apply."""

from typing import Any

from asgiref.testing import ApplicationCommunicator

from accounts.models import Session
from messaging.routing import websocket
from messaging.sockets.close_codes import LOGGED_OUT
from messaging.tickets import issue_ticket


def scope_of(session: Session) -> dict[str, Any]:
    """By a ticket: each opens one socket."""
    headers = [(b"host", b"testserver")]
    query = f"ticket={issue_ticket(session_id=session.pk)}"
    return {"type": "websocket", "path": "/ws/", "headers": headers, "query_string": query.encode()}


async def opened(scope: dict[str, Any]) -> Any:
    socket: Any = ApplicationCommunicator(websocket, scope)  # type: ignore[no-untyped-call]
    await socket.send_input({"type": "websocket.connect"})
    assert (await socket.receive_output(timeout=5))["type"] == "websocket.accept"
    return socket


async def is_refused(scope: dict[str, Any]) -> bool:
    """Whether the handshake is refused."""
    socket: Any = ApplicationCommunicator(websocket, scope)  # type: ignore[no-untyped-call]
    await socket.send_input({"type": "websocket.connect"})
    response: dict[str, Any] = await socket.receive_output(timeout=5)
    await hangs_up(socket)
    return bool(response["type"] == "websocket.close")


async def responses(socket: Any) -> None:
    """It is there and listens: whatever else may come before."""
    await socket.send_input({"type": "websocket.receive", "text": '{"type":"ping"}'})
    event: dict[str, Any] = {}
    while not event.get("text", "").startswith('{"type":"pong",'):
        event = await socket.receive_output(timeout=5)


async def is_closed_as_logged_out(socket: Any) -> None:
    event: dict[str, Any] = {}
    while event.get("type") != "websocket.close":
        event = await socket.receive_output(timeout=5)
    assert event["code"] == LOGGED_OUT
    await hangs_up(socket)


async def hangs_up(socket: Any) -> None:
    await socket.send_input({"type": "websocket.disconnect", "code": 1000})
    await socket.wait()
