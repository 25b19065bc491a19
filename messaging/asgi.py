"""The ASGI words that the socket's modules share."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, ParamSpec, TypeVar

from channels.db import database_sync_to_async

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

P = ParamSpec("P")
T = TypeVar("T")


def header(scope: Scope, name: bytes) -> str | None:
    values: list[bytes] = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin1") if values else None


async def in_thread(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what blocks on any thread of the pool; its database connection is given back after.

    (`thread_sensitive` work would queue up for the one thread that all sockets share.)
    """
    run = database_sync_to_async(function, thread_sensitive=False)
    result: T = await run(*args, **kwargs)
    return result


async def say(send: Send, event: Message) -> None:
    await send({"type": "websocket.send", "text": json.dumps(event, separators=(",", ":"))})
