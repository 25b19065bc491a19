"""Tells those a user writes to that the user has come, or gone."""

import structlog

from accounts.models import User
from core.live.events import connected_users, publish_to_users
from core.redis import RedisError
from messaging.selectors.presence import watching_peers

log = structlog.get_logger()


def announce_presence(user: User) -> None:
    """What it is now is looked up at delivery: two sockets may come and go at once."""
    publish_to_users(watching_peers(user=user), {"type": "presence", "user_id": str(user.pk)})


def announce_absence(user: User) -> None:
    """Unless another socket of the user is open."""
    try:
        if user.pk in connected_users([user.pk]):
            return
    except RedisError as error:
        log.warning("presence_unknown", error=repr(error))
        return
    announce_presence(user)
