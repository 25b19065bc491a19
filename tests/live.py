"""What a viewer receives of a live event, as their sockets would."""

from accounts.models import User
from config.subscribers import LIVE_EVENTS
from core.live.events import LiveEvent, Shared
from messaging.sockets.delivery import for_each
from tests.factories.sessions import make_session


def received(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """The event as it is sent to a session of `viewer`; None where they may not see it."""
    serializer = LIVE_EVENTS[event["type"]]
    shared = serializer if isinstance(serializer, Shared) else for_each(serializer)
    session = make_session(viewer)
    return shared.serialize([session.pk], event)[session.pk]
