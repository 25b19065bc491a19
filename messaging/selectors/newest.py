"""What heartbeats say."""

from uuid import UUID

import structlog

from accounts.models import User
from core.redis import RedisError
from messaging import newest
from messaging.models import Participant

log = structlog.get_logger()


def newest_numbers(*, viewer: User) -> dict[UUID, int]:
    """The newest number of each conversation that moved lately, from Redis; a query only where it
    is missing there. While Redis is away there are none: messages are announced again after it."""
    try:
        known = newest.read(viewer.pk)
        return _rebuild(viewer) if known is None else known
    except RedisError as error:
        log.warning("newest_numbers_unknown", error=repr(error))
        return {}


def _rebuild(viewer: User) -> dict[UUID, int]:
    newest.begin_rebuild(viewer.pk)
    seats = Participant.objects.visible_to(viewer).filter(moved_at__isnull=False)
    latest = seats.order_by("-moved_at").values_list("conversation_id", "last_seq")
    numbers = dict(latest[: newest.CONVERSATIONS_MAX])
    newest.fill(viewer.pk, numbers)
    return numbers
