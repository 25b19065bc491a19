"""From a hint to an event: what it tells this viewer, if they may know it, right now."""

import structlog
from django.db import InterfaceError, OperationalError

from accounts.models import User
from core.errors import UnavailableError
from core.realtime import Hint, describers
from core.redis import RedisError
from messaging.asgi import in_thread
from messaging.selectors import find_viewer

log = structlog.get_logger()

OUTAGES = (OperationalError, InterfaceError, RedisError, UnavailableError)


class SignedOutError(Exception):
    """The viewer is nobody any more: their socket must close."""


async def describe(viewer: User, hint: Hint) -> Hint | None:
    """The event to send, or None. Raises SignedOutError.

    A hint that cannot be filled is dropped like one that was lost on the way.
    """
    try:
        return await in_thread(describe_now, viewer, hint)
    except SignedOutError:
        raise
    except OUTAGES as error:
        log.warning("hint_dropped", kind=hint["type"], error=repr(error))
    except Exception:
        log.exception("hint_failed", kind=hint["type"])
    return None


def describe_now(viewer: User, hint: Hint) -> Hint | None:
    """One query for the viewer, and those of the kind of hint. Raises SignedOutError."""
    active = find_viewer(user_id=viewer.pk)
    if active is None:
        raise SignedOutError
    # A newer release may publish kinds that this process does not know yet.
    describer = describers().get(hint["type"])
    return describer(active, hint) if describer else None
