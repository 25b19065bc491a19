"""From a hint to an event: what it tells this viewer, if they may know it, right now."""

import structlog
from django.db import InterfaceError, OperationalError

from accounts.models import Session
from accounts.selectors import find_session
from core.errors import UnavailableError
from core.realtime import Hint, describers
from core.redis import RedisError
from messaging.asgi import in_thread

log = structlog.get_logger()

OUTAGES = (OperationalError, InterfaceError, RedisError, UnavailableError)


class SignedOutError(Exception):
    """The viewer is nobody any more: their socket must close."""


async def describe(session: Session, hint: Hint) -> Hint | None:
    """The event to send, or None. Raises SignedOutError.

    A hint that cannot be filled is dropped like one that was lost on the way.
    """
    try:
        return await in_thread(describe_now, session, hint)
    except SignedOutError:
        raise
    except OUTAGES as error:
        log.warning("hint_dropped", kind=hint["type"], error=repr(error))
    except Exception:
        log.exception("hint_failed", kind=hint["type"])
    return None


def describe_now(session: Session, hint: Hint) -> Hint | None:
    """One query for the session, and those of the kind of hint. Raises SignedOutError."""
    standing = find_session(session_id=session.pk)
    if standing is None:
        raise SignedOutError
    # A newer release may publish kinds that this process does not know yet.
    describer = describers().get(hint["type"])
    return describer(standing.user, hint) if describer else None
