"""Around the consumer: authentication, and a response where PostgreSQL or Redis is away."""

import structlog

from messaging.sockets.asgi import Application, Message, Receive, Scope, Send, in_thread
from messaging.sockets.close_codes import UNAVAILABLE
from messaging.sockets.credentials import authenticate
from messaging.sockets.outages import OUTAGES

log = structlog.get_logger()


class SessionMiddleware:
    """Sets `scope["session"]`, the accounts.Session that opens the socket, or None."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session = await in_thread(authenticate, scope)
        await self.app({**scope, "session": session}, receive, send)


class OutageMiddleware:
    """Closes with UNAVAILABLE where an outage keeps a socket from being accepted.

    A browser learns a close code only from a socket that was accepted.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = False

        async def note_accept(message: Message) -> None:
            nonlocal accepted
            accepted = accepted or message["type"] == "websocket.accept"
            await send(message)

        try:
            await self.app(scope, receive, note_accept)
        except OUTAGES as error:
            log.warning("socket_unavailable", error=repr(error))
            if not accepted:
                await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": UNAVAILABLE})
