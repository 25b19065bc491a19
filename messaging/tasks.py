"""Tasks for open sockets."""

from accounts.events import SessionsEnded
from core.live.events import publish, user_group
from core.outbox import Progress, subscriber


@subscriber(queue="default")
def close_sockets(event: SessionsEnded, progress: Progress) -> None:
    """Every open socket of the user checks whether its session is still active."""
    publish(user_group(event.user_id), {"type": "session.ended"})
