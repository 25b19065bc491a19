"""From a published event to what this viewer receives, if they may see it at this moment."""

import structlog

from accounts.models import Session
from accounts.selectors import find_session
from core.live.events import LiveEvent, event_serializers
from messaging.sockets.asgi import in_thread
from messaging.sockets.outages import OUTAGES

log = structlog.get_logger()


class LoggedOutError(Exception):
    """The session has ended: its sockets must close."""


async def serialize(session: Session, event: LiveEvent) -> LiveEvent | None:
    """The event to send, or None. Raises LoggedOutError.

    An event that cannot be serialized is dropped, like one that was lost on the way.
    """
    try:
        return await in_thread(serialize_now, session, event)
    except LoggedOutError:
        raise
    except OUTAGES as error:
        log.warning("live_event_dropped", type=event["type"], error=repr(error))
    except Exception:
        log.exception("live_event_failed", type=event["type"])
    return None


def serialize_now(session: Session, event: LiveEvent) -> LiveEvent | None:
    """One query for the session, and those of the event's serializer. Raises LoggedOutError."""
    active = find_session(session_id=session.pk)
    if active is None:
        raise LoggedOutError
    # A newer release may publish types that this process does not know yet.
    serializer = event_serializers().get(event["type"])
    return serializer(active.user, event) if serializer else None
