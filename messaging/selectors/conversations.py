"""Reading conversations: lists of them, one of them, and how many are unread."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.lookups import Exact

from accounts.models import User
from core.db.compiled import compile_sql, compiled
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, Cursor, Page, paginate_dated
from core.text.search import PrefixQuery, WordVector, clean_query
from messaging.models import Conversation, Message, Participant
from messaging.selectors.presence import online_peers

# Badges show no larger number.
UNREAD_MAX = 99
COUNT = "SELECT count(*) FROM ({rows}) AS counted"


def conversations_page(
    *,
    viewer: User,
    folder: str = Participant.Folder.INBOX,
    q: str = "",
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[Conversation]:
    """A folder of the viewer, last moved first; four queries for any number.

    With `q` only those with a word of the title, or a member's name, that begins with each word.
    """
    seats = Participant.objects.visible_to(viewer).filter(folder=folder, moved_at__isnull=False)
    dated = _matching(seats, viewer, q).annotate(created_at=F("moved_at"))
    rows: QuerySet[Participant, Participant] = dated.select_related("conversation")
    page = paginate_dated(rows, by="conversation_id", cursor=cursor, limit=limit)
    return page.map(lambda found: _read(found, viewer))


def get_conversation(*, viewer: User, conversation_id: UUID) -> Conversation:
    """One conversation, with all that is shown of it; four queries. Raises NotFoundError."""
    seat = _get_seat(viewer, conversation_id)
    return _read([seat], viewer)[0]


def get_seated(*, viewer: User, conversation_id: UUID) -> Conversation:
    """A conversation that `viewer` takes part in, with their `seat`; one query.

    Raises NotFoundError.
    """
    seat = _get_seat(viewer, conversation_id)
    conversation = seat.conversation
    conversation.seat = seat
    return conversation


def find_pair(*, viewer: User, other: User) -> Conversation | None:
    """The conversation of two, with the viewer's `seat`, if it has begun."""
    seats = Participant.objects.visible_to(viewer).filter(peer=other)
    seat = seats.select_related("conversation").first()
    if seat is None:
        return None
    conversation = seat.conversation
    conversation.seat = seat
    return conversation


def unread_count(*, viewer: User) -> int:
    """Conversations in the inbox with something unread, without muted ones: exact up to
    UNREAD_MAX, and one more for any larger number."""
    with connection.cursor() as cursor:
        cursor.execute(_unread_sql(), {"viewer": viewer.pk})
        (count,) = cursor.fetchone()
    return int(count)


@compiled
def _unread_sql() -> str:
    """Every page asks for it."""
    viewer = User(pk=uuid4())
    unread = Participant.objects.visible_to(viewer).filter(
        folder=Participant.Folder.INBOX,
        is_muted=False,
        moved_at__isnull=False,
        read_up_to__lt=F("last_seq"),
    )
    rows = unread.values_list("conversation")[: UNREAD_MAX + 1]
    return COUNT.format(rows=compile_sql(rows, {viewer.pk: "%(viewer)s"}))


def requests_count(*, viewer: User) -> int:
    """Conversations among the requests; bounded as `unread_count`."""
    requests = Participant.objects.visible_to(viewer).filter(
        folder=Participant.Folder.REQUESTS, moved_at__isnull=False
    )
    return requests[: UNREAD_MAX + 1].count()


def _get_seat(viewer: User, conversation_id: UUID) -> Participant:
    seats = Participant.objects.visible_to(viewer).select_related("conversation")
    seat = seats.filter(conversation=conversation_id).first()
    if seat is None:
        raise NotFoundError
    return seat


def _matching(seats: QuerySet[Participant], viewer: User, q: str) -> QuerySet[Participant]:
    cleaned = clean_query(q)
    if not cleaned:
        return seats if cleaned == "" else seats.none()
    # Row by row: joined, the users of the whole site that match might be read first.
    named = User.objects.visible_to(viewer).matching(q).filter(pk=OuterRef("user_id"))
    others = Participant.objects.filter(conversation=OuterRef("conversation")).exclude(user=viewer)
    others = others.filter(Exact(Subquery(named.values(is_it=Value(True))), Value(True)))
    is_among_members = Exact(Subquery(others.values(is_it=Value(True))[:1]), Value(True))
    titled = seats.alias(title_words=WordVector("conversation__title"))
    return titled.filter(Q(title_words=PrefixQuery(cleaned)) | is_among_members)


def _read(seats: Sequence[Participant], viewer: User) -> list[Conversation]:
    """The conversations of the viewer's seats, with members, the last message, and who is online:
    three queries, and a round trip to Redis."""
    members = _members(seats, viewer)
    last = _last_messages(seats, viewer)
    found = []
    for seat in seats:
        conversation = seat.conversation
        conversation.seat = seat
        conversation.members = members[conversation.pk]
        conversation.last_message = last.get(conversation.pk)
        found.append(conversation)
    online = online_peers(conversations=found)
    for conversation in found:
        conversation.online = conversation.seat.peer_id in online
    return found


def _members(seats: Sequence[Participant], viewer: User) -> dict[UUID, list[Participant]]:
    """Those whom the viewer may see, in the order in which they joined."""
    visible = User.objects.visible_to(viewer).filter(pk=OuterRef("user_id"))
    ids = [seat.conversation_id for seat in seats]
    rows = Participant.objects.filter(Exists(visible), conversation__in=ids)
    found: dict[UUID, list[Participant]] = defaultdict(list)
    for row in rows.select_related("user__message_settings").order_by("joined_at", "user"):
        found[row.conversation_id].append(row)
    return found


def _last_messages(seats: Sequence[Participant], viewer: User) -> dict[UUID, Message]:
    """As far as they exist for the viewer, with their senders."""
    shown = [each for each in seats if each.last_seq > each.hidden_before]
    places = [(each.conversation_id, each.last_seq) for each in shown]
    messages = Message.objects.filter(pk__in=places) if places else Message.objects.none()
    found = {each.conversation_id: each for each in messages}
    ids = {each.sender_id for each in found.values()} - {None}
    users = User.objects.visible_to(viewer).in_bulk(ids) if ids else {}
    for message in found.values():
        message.shown_sender = users.get(message.sender_id)
    return found
