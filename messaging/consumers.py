"""One client's socket.

Whatever ends it, the client opens another and fetches what it shows: no state is kept for it.
"""

import asyncio
import json
from collections import deque
from collections.abc import Coroutine
from typing import Any

import structlog
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.utils.translation import gettext as _

from accounts.models import Session, User
from core.errors import DomainError
from core.live.events import LiveEvent, user_group
from core.web.clients import client_address_of_scope, network_of
from messaging.frames import (
    BadFrameError,
    Frame,
    MarkRead,
    Ping,
    SendMessage,
    Subscribe,
    Typing,
    Unsubscribe,
    parse_frame,
)
from messaging.selectors.newest import newest_numbers
from messaging.sockets.actions import Action, perform
from messaging.sockets.asgi import Receive, Scope, Send, in_thread, log_refusal_of
from messaging.sockets.close_codes import BAD_FRAMES, LOGGED_OUT, UNAVAILABLE
from messaging.sockets.delivery import LoggedOutError, deliveries
from messaging.sockets.event_queue import QUEUE_MAX, EventQueue
from messaging.sockets.groups import Groups
from messaging.sockets.open_sockets import OpenSocket, Registry
from messaging.sockets.outages import OUTAGES
from messaging.sockets.presence import announce_absence, announce_presence
from messaging.sockets.rate_limiter import RateLimiter
from messaging.sockets.session_watch import session_watch
from messaging.sockets.subscriptions import Subscriptions

log = structlog.get_logger()

HEARTBEAT_SECONDS = 30.0
FRAMES_WAITING_MAX = 200
# Between two announcements that a user is typing.
TYPING_SECONDS = 1.0

open_sockets = Registry()


class LiveConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc] # no types
    """Sends live events, and answers frames one after the other.

    Ten bad frames a minute are forgiven, and 200 good ones in ten seconds are served; what goes
    beyond is answered `throttled`, and closes the socket at five times that.
    """

    def __init__(self) -> None:
        super().__init__()
        self._mistakes = RateLimiter(10, seconds=60)
        self._frames = RateLimiter(200, seconds=10)
        self._flood = RateLimiter(1000, seconds=10)
        self._waiting: asyncio.Queue[Frame] = asyncio.Queue(FRAMES_WAITING_MAX)
        self._events = EventQueue()
        self._typing = RateLimiter(1, seconds=TYPING_SECONDS)
        # Messages that this client sent: it knows them from their ack.
        self._acknowledged: deque[str] = deque(maxlen=QUEUE_MAX)
        self._refused = asyncio.Event()
        self._socket: OpenSocket | None = None
        self._serving: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._release()

    async def connect(self) -> None:
        session: Session | None = self.scope["session"]
        if session is None:
            self._log_refusal("not_authenticated")
            await self.accept()
            await self.close(LOGGED_OUT)
            return
        network = network_of(client_address_of_scope(self.scope))
        socket = OpenSocket(session.user_id, network)
        if not await open_sockets.add(socket):
            # One too many: a 403 at the handshake.
            self._log_refusal("too_many_sockets")
            await self.close()
            return
        self._socket = socket
        await self.accept()
        self._serving = asyncio.create_task(self._serve(session))

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any
    ) -> None:
        if self._serving is None or self._serving.done():
            return
        if not self._flood.hit():
            self._refused.set()
        elif not self._frames.hit() or self._waiting.full():
            await self._send_error("throttled", _("Too many frames. Wait a moment."))
        else:
            await self._receive_frame(text_data, bytes_data)

    async def _receive_frame(self, text: str | None, data: bytes | None) -> None:
        try:
            self._waiting.put_nowait(parse_frame(text, data))
        except BadFrameError as error:
            await self._send_error(error.code, str(error.detail))
            if not self._mistakes.hit():
                self._refused.set()

    async def disconnect(self, code: int) -> None:
        await self._release()

    async def _serve(self, session: Session) -> None:
        """Serve the accepted socket until one of the jobs has a reason to close it."""
        groups = Groups(self._events)
        try:
            await groups.join(user_group(session.user_id))
            await in_thread(announce_presence, session.user)
            code = await _first(
                self._answer_frames(session, Subscriptions(session.user, groups)),
                self._deliver(session),
                self._send_heartbeats(session),
                self._wait_for_end_of(session),
                self._wait_for_refusal(),
            )
        except OUTAGES as error:
            log.warning("socket_unavailable", error=repr(error))
            code = UNAVAILABLE
        except Exception:
            log.exception("socket_failed")
            code = UNAVAILABLE
        finally:
            await groups.leave_all()
        await self.close(code)

    async def _answer_frames(self, session: Session, subscriptions: Subscriptions) -> int:
        while True:
            match await self._waiting.get():
                case Ping():
                    await self._send_newest({"type": "pong"}, session)
                case SendMessage() | MarkRead() | Typing() as frame:
                    try:
                        await self._perform(session, frame)
                    except LoggedOutError:
                        return LOGGED_OUT
                case Subscribe() as frame:
                    await self._subscribe(subscriptions, frame)
                case Unsubscribe(posts):
                    await subscriptions.remove(posts)

    async def _perform(self, session: Session, frame: Action) -> None:
        if isinstance(frame, Typing) and not self._typing.hit():
            return
        try:
            answer = await in_thread(perform, session.pk, frame)
        except DomainError as error:
            known = {"client_id": frame.client_id} if isinstance(frame, SendMessage) else {}
            await self._send_error(error.code, str(error), **known)
        else:
            if answer is not None:
                self._acknowledged.append(answer["message"]["id"])
                await self.send_json(answer)

    async def _send_newest(self, event: LiveEvent, session: Session) -> None:
        numbers = await in_thread(newest_numbers, viewer=session.user)
        conversations = {str(conversation_id): seq for conversation_id, seq in numbers.items()}
        await self.send_json({**event, "conversations": conversations})

    async def _subscribe(self, subscriptions: Subscriptions, frame: Subscribe) -> None:
        missing = await subscriptions.add(frame.posts)
        if missing:
            ids = [str(post_id) for post_id in missing]
            await self._send_error("not_found", _("Not found."), posts=ids)
        if frame.catch_up:
            for event in await subscriptions.current(frame.posts):
                await self.send_json(event)

    async def _deliver(self, session: Session) -> int:
        while True:
            event = await self._events.get()
            if event["type"] == "message.new" and event["message_id"] in self._acknowledged:
                continue
            try:
                text = await deliveries().text_for(session, event)
            except LoggedOutError:
                return LOGGED_OUT
            if text is not None:
                await self.send(text)

    async def _send_heartbeats(self, session: Session) -> int:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            await self._send_newest({"type": "heartbeat"}, session)

    async def _wait_for_end_of(self, session: Session) -> int:
        await session_watch().wait_for_end(session.pk)
        return LOGGED_OUT

    async def _wait_for_refusal(self) -> int:
        await self._refused.wait()
        self._log_refusal("bad_frames")
        return BAD_FRAMES

    def _log_refusal(self, code: str) -> None:
        session: Session | None = self.scope["session"]
        log_refusal_of(self.scope, code, user_id=session.user_id if session else None)

    async def _send_error(self, code: str, detail: str, **more: object) -> None:
        await self.send_json({"type": "error", "code": code, "detail": detail, **more})

    async def _release(self) -> None:
        """Idempotent."""
        serving, self._serving = self._serving, None
        if serving is not None:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
            await self._delete_channel()
        socket, self._socket = self._socket, None
        if socket is not None:
            await open_sockets.remove(socket)
            await _announce_absence(self.scope["session"].user)

    async def _delete_channel(self) -> None:
        """The layer deletes a channel when a `receive` that waits is cancelled. The consumer's own
        may just have returned with an event."""
        while True:
            receiving = asyncio.create_task(self.channel_receive())
            await asyncio.sleep(0)
            if not receiving.done():
                break
        receiving.cancel()
        await asyncio.gather(receiving, return_exceptions=True)

    @classmethod
    async def encode_json(cls, content: LiveEvent) -> str:
        return json.dumps(content, separators=(",", ":"))


async def _announce_absence(user: User) -> None:
    """The socket is closed, whatever happens."""
    try:
        await in_thread(announce_absence, user)
    except OUTAGES as error:
        log.warning("absence_not_announced", error=repr(error))


async def _first(*jobs: Coroutine[Any, Any, int]) -> int:
    """What the job that ends first returns or raises; the others are cancelled."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
