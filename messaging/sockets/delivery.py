"""From a published event to what each viewer receives, if they may see it at this moment."""

import asyncio
import json
from collections.abc import Collection, Mapping
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog

from accounts.models import Session, User
from accounts.selectors import find_session
from core.live.events import EventSerializer, LiveEvent, Shared, event_serializers
from messaging.sockets.asgi import in_thread
from messaging.sockets.event_queue import key_of
from messaging.sockets.outages import OUTAGES

log = structlog.get_logger()

# What each session receives, as text. One that has ended is missing.
Texts = Mapping[UUID, str | None]


class LoggedOutError(Exception):
    """The session has ended: its sockets must close."""


class Deliveries:
    """Serializes the events of one event loop, each once for all sockets that receive it."""

    def __init__(self) -> None:
        self._gathering: dict[str, _Receivers] = {}

    async def text_for(self, session: Session, event: LiveEvent) -> str | None:
        """The text to send, or None. Raises LoggedOutError.

        An event that cannot be serialized is dropped, like one that was lost on the way.
        """
        serializer = event_serializers().get(event["type"], _nothing)
        if isinstance(serializer, Shared):
            texts = await self._shared_texts(session.pk, event, serializer)
        else:
            texts = await _serialize([session.pk], event, for_each(serializer))
        if texts is None:
            return None
        if session.pk not in texts:
            raise LoggedOutError
        return texts[session.pk]

    async def _shared_texts(
        self, session_id: UUID, event: LiveEvent, shared: Shared
    ) -> Texts | None:
        key = key_of(event)
        receivers = self._gathering.get(key)
        if receivers is None:
            receivers = self._gathering[key] = _Receivers()
            receivers.texts = asyncio.create_task(self._gather(key, event, shared))
        receivers.session_ids.add(session_id)
        # A socket that closes meanwhile takes it from no other.
        return await asyncio.shield(receivers.texts)

    async def _gather(self, key: str, event: LiveEvent, shared: Shared) -> Texts | None:
        """Serialize once no more sockets want the event: they all got it from the layer at once.

        One that comes later asks anew, as it may see something else by then.
        """
        session_ids = self._gathering[key].session_ids
        count = 0
        while len(session_ids) > count:
            count = len(session_ids)
            await asyncio.sleep(0)
        del self._gathering[key]
        return await _serialize(session_ids, event, shared)


class _Receivers:
    """Of one event, until it is serialized."""

    texts: "asyncio.Task[Texts | None]"

    def __init__(self) -> None:
        self.session_ids: set[UUID] = set()


async def _serialize(
    session_ids: Collection[UUID], event: LiveEvent, shared: Shared
) -> Texts | None:
    """None where it fails."""
    try:
        return _encode(await in_thread(shared.serialize, session_ids, event))
    except OUTAGES as error:
        log.warning("live_event_dropped", type=event["type"], error=repr(error))
    except Exception:
        log.exception("live_event_failed", type=event["type"])
    return None


def for_each(serializer: EventSerializer) -> Shared:
    """Asks a serializer for one viewer after the other; a query for each session, and its own."""

    def serialize(session_ids: Collection[UUID], event: LiveEvent) -> dict[UUID, LiveEvent | None]:
        sessions = [find_session(session_id=session_id) for session_id in session_ids]
        return {each.pk: serializer(each.user, event) for each in sessions if each}

    return Shared(serialize)


def _nothing(viewer: User, event: LiveEvent) -> None:
    """For `session.ended` the session is checked, and for what a newer release may publish."""


def _encode(events: Mapping[UUID, LiveEvent | None]) -> Texts:
    """Receivers that share an event share its text."""
    texts: dict[int, str | None] = {id(None): None}
    for event in events.values():
        if id(event) not in texts:
            texts[id(event)] = json.dumps(event, separators=(",", ":"))
    return {session_id: texts[id(event)] for session_id, event in events.items()}


_deliveries: WeakKeyDictionary[asyncio.AbstractEventLoop, Deliveries] = WeakKeyDictionary()


def deliveries() -> Deliveries:
    """Those of the running event loop."""
    return _deliveries.setdefault(asyncio.get_running_loop(), Deliveries())
