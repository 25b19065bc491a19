"""The one websocket, `/ws/`."""

from messaging.asgi import Receive, Scope, Send
from messaging.consumers import serve_socket
from messaging.origins import is_welcome

PATH = "/ws/"


async def websocket(scope: Scope, receive: Receive, send: Send) -> None:
    """Refuses other paths and foreign pages at the handshake, with a 403."""
    await receive()
    if scope["path"] == PATH and is_welcome(scope):
        await send({"type": "websocket.accept"})
        await serve_socket(scope, receive, send)
    else:
        await send({"type": "websocket.close"})
