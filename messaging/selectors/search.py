"""Finding one's own messages by their words.

An index of all words would be read for the messages of the whole site. So what is read is bounded:
the latest messages of the viewer's own conversations, by the key of the table.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, BadCursorError, Cursor, Page
from core.text.search import PrefixQuery, WordVector, clean_query
from messaging.models import Message, Participant
from messaging.selectors.messages import hydrate

CONVERSATIONS_MAX = 100
EACH_MAX = 200
IN_ONE_MAX = CONVERSATIONS_MAX * EACH_MAX


def found_messages(
    *,
    viewer: User,
    q: str,
    conversation_id: UUID | None = None,
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[Message]:
    """One page of messages that have, for each word of `q`, a word that starts with it; newest
    first, none for a blank `q`. Raises NotFoundError for a conversation that is not visible."""
    if cursor is not None:
        raise BadCursorError
    cleaned = clean_query(q)
    if not cleaned:
        return Page([])
    latest = _latest(viewer, conversation_id)
    if not latest:
        return Page([])
    candidates = Message.objects.visible_to(viewer).filter(latest, deleted_at=None)
    found = candidates.alias(words=WordVector("text")).filter(words=PrefixQuery(cleaned))
    shown = list(found.order_by("-id")[:limit])
    return Page(hydrate(messages=shown, viewer=viewer))


def _latest(viewer: User, conversation_id: UUID | None) -> Q:
    """The messages to look through. Numbers have no gaps: the latest 200 are known by theirs."""
    seats = Participant.objects.visible_to(viewer)
    if conversation_id is None:
        listed = seats.filter(moved_at__isnull=False).order_by("-moved_at")
        return _since(list(listed[:CONVERSATIONS_MAX]), EACH_MAX)
    seat = seats.filter(conversation=conversation_id).first()
    if seat is None:
        raise NotFoundError
    return _since([seat], IN_ONE_MAX)


def _since(seats: Sequence[Participant], count: int) -> Q:
    found = Q()
    for seat in seats:
        found |= Q(conversation=seat.conversation_id, seq__gt=seat.last_seq - count)
    return found
