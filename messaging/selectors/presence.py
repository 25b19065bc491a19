"""Who is online, as far as those they write to may know."""

from collections.abc import Collection, Sequence
from uuid import UUID

import structlog
from django.db.models import QuerySet

from accounts.models import User
from core.live.events import connected_users
from core.redis import RedisError
from messaging.models import Conversation, MessageSettings, Participant

log = structlog.get_logger()

# Of the latest conversations of two: others learn it when they look.
PEERS_MAX = 30


def watching_peers(*, user: User) -> list[UUID]:
    """The users with whom `user` has the latest conversations that they have accepted; whether
    these may know when they are online is checked at delivery. None for a user who hides it."""
    if MessageSettings.objects.filter(user=user, shows_presence=False).exists():
        return []
    seats = _accepted(Participant.objects.visible_to(user)).filter(moved_at__isnull=False)
    return list(seats.order_by("-moved_at").values_list("peer_id", flat=True)[:PEERS_MAX])


def find_present_peer(*, viewer: User, user_id: UUID) -> User | None:
    """The user, if `viewer` may know whether they are online: both have accepted a conversation
    of the two, and show it. Two queries."""
    mine = _accepted(Participant.objects.visible_to(viewer)).filter(peer=user_id)
    theirs = _accepted(Participant.objects.filter(user=user_id, peer=viewer))
    settings = MessageSettings.objects.filter(user__in=[viewer.pk, user_id], shows_presence=False)
    if settings.exists():
        return None
    seat = mine.filter(conversation__in=theirs.values("conversation")).select_related("peer")
    found = seat.first()
    return found.peer if found else None


def online_peers(*, conversations: Sequence[Conversation]) -> Collection[UUID]:
    """The peers of conversations from `read_conversations` who are online, as far as their viewer
    may know; one round trip to Redis. While Redis is away no one is."""
    asked = [peer for each in conversations if (peer := _shown_peer(each))]
    try:
        return set(connected_users(asked)) if asked else set()
    except RedisError as error:
        log.warning("presence_unknown", error=repr(error))
        return set()


def _shown_peer(conversation: Conversation) -> UUID | None:
    """Both have accepted, and show it; needs `members` with their settings."""
    is_shown = conversation.seat.peer_id is not None and all(
        not each.is_request and _shows(each) for each in conversation.members
    )
    return conversation.seat.peer_id if is_shown else None


def _shows(seat: Participant) -> bool:
    chosen: MessageSettings | None = getattr(seat.user, "message_settings", None)
    return chosen is None or chosen.shows_presence


def _accepted(seats: QuerySet[Participant]) -> QuerySet[Participant]:
    return seats.filter(peer__isnull=False).exclude(folder=Participant.Folder.REQUESTS)
