"""ASGI types and helpers that the socket's modules share."""

from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from channels.db import database_sync_to_async

from core.refusals import Refusal, log_refusal
from core.web.clients import client_address_of_scope

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

P = ParamSpec("P")
T = TypeVar("T")


def header(scope: Scope, name: bytes) -> str | None:
    values: list[bytes] = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin1") if values else None


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run blocking code on any thread of the pool; its database connection is returned after.

    (`thread_sensitive` code would queue up for the one thread that all sockets share.)
    """
    run = database_sync_to_async(function, thread_sensitive=False)
    result: T = await run(*args, **kwargs)
    return result


def log_refusal_of(scope: Scope, code: str, *, user_id: UUID | None = None) -> None:
    """`scope` is of the handshake."""
    address = client_address_of_scope(scope)
    log_refusal(Refusal(code, user_id), address=address, path=scope["path"])


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuse the handshake, with a 403."""
    await receive()
    await send({"type": "websocket.close"})
