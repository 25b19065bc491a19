"""A socket's life, from accepted to closed.

Whatever ends it, the client opens another and fetches what it shows: nothing is kept for it here.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from django.utils.translation import gettext as _

from accounts.models import Session
from core.realtime import user_group
from messaging.asgi import Receive, Scope, Send, in_thread, say
from messaging.credentials import identify
from messaging.delivery import OUTAGES, SignedOutError, serialize
from messaging.frames import BadFrameError, Frame, Ping, Subscribe, Unsubscribe, parse
from messaging.mailbox import Mailbox, open_mailbox
from messaging.rate_limiter import RateLimiter
from messaging.session_watch import wait_for_end
from messaging.subscriptions import Subscriptions

log = structlog.get_logger()

# Why the server closes a socket.
BAD_FRAMES = 4400
SIGNED_OUT = 4401
# For WebSocket's own 1013, "try again later", which daphne cannot send.
UNAVAILABLE = 4503

HEARTBEAT = 30.0


async def serve_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve an accepted socket until one side has enough of it."""
    try:
        code = await _serve(scope, receive, send)
    except OUTAGES as error:
        log.warning("socket_unavailable", error=repr(error))
        code = UNAVAILABLE
    if code is not None:
        await send({"type": "websocket.close", "code": code})


async def _serve(scope: Scope, receive: Receive, send: Send) -> int | None:
    session = await in_thread(identify, scope)
    if session is None:
        return SIGNED_OUT
    viewer = session.user
    async with open_mailbox() as mailbox:
        await mailbox.join(user_group(viewer.pk))
        return await _first(
            Listener(receive, send, Subscriptions(viewer, mailbox)).listen(),
            _deliver(session, mailbox, send),
            _beat(send),
            _end(session),
        )


async def _first(*jobs: Coroutine[Any, Any, int | None]) -> int | None:
    """What the job that ends first answers or raises; the others are ended."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _deliver(session: Session, mailbox: Mailbox, send: Send) -> int:
    while True:
        event = await mailbox.take()
        try:
            shown = await serialize(session, event)
        except SignedOutError:
            return SIGNED_OUT
        if shown is not None:
            await say(send, shown)


async def _beat(send: Send) -> int:
    while True:
        await asyncio.sleep(HEARTBEAT)
        await say(send, {"type": "heartbeat"})


async def _end(session: Session) -> int:
    await wait_for_end(session.pk)
    return SIGNED_OUT


class Listener:
    """Answers the client's frames, one after the other.

    Ten bad frames a minute are forgiven, and 200 good ones in ten seconds are served; what goes
    beyond is answered `throttled`, and closes the socket at five times that.
    """

    def __init__(self, receive: Receive, send: Send, subscriptions: Subscriptions) -> None:
        self._receive = receive
        self._send = send
        self._subscriptions = subscriptions
        self._mistakes = RateLimiter(10, seconds=60)
        self._frames = RateLimiter(200, seconds=10)
        self._flood = RateLimiter(1000, seconds=10)

    async def listen(self) -> int | None:
        while (message := await self._receive())["type"] == "websocket.receive":
            if not self._flood.hit():
                return BAD_FRAMES
            if not self._frames.hit():
                await self._refuse("throttled", _("Too many frames. Wait a moment."))
                continue
            try:
                await self._answer(parse(message))
            except BadFrameError as error:
                await self._refuse(error.code, str(error.detail))
                if not self._mistakes.hit():
                    return BAD_FRAMES
        return None

    async def _answer(self, frame: Frame) -> None:
        match frame:
            case Ping():
                await say(self._send, {"type": "pong"})
            case Subscribe():
                await self._subscribe(frame)
            case Unsubscribe(posts):
                await self._subscriptions.remove(posts)

    async def _subscribe(self, frame: Subscribe) -> None:
        missing = await self._subscriptions.add(frame.posts)
        if missing:
            ids = [str(post_id) for post_id in missing]
            await self._refuse("not_found", _("Not found."), posts=ids)
        if frame.catch_up:
            for event in await self._subscriptions.current(frame.posts):
                await say(self._send, event)

    async def _refuse(self, code: str, detail: str, **more: object) -> None:
        await say(self._send, {"type": "error", "code": code, "detail": detail, **more})
