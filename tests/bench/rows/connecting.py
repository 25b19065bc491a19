"""Opening sockets of the site, or of the bare group, as many people do."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from websockets.asyncio.client import ClientConnection, unix_connect

_URL = "ws://127.0.0.1/ws/"


async def connect(
    stack: AsyncExitStack, place: Path, number: int, headers: Mapping[str, str]
) -> ClientConnection:
    """Each number from an address of its own, as the proxy says it."""
    address = {"X-Forwarded-For": f"192.0.2.{number + 1}"}
    connecting = unix_connect(
        str(place), _URL, additional_headers={**headers, **address}, proxy=None
    )
    return await stack.enter_async_context(connecting)
