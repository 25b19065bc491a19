"""Closes the sockets of those who were signed out."""

from accounts.events import SessionsEnded
from core.outbox import Progress, subscriber
from core.realtime import publish, user_group


@subscriber(queue="default")
def close_sockets(event: SessionsEnded, progress: Progress) -> None:
    """Make every open socket of the person look whether its session still stands."""
    publish(user_group(event.user_id), {"type": "session.ended"})
