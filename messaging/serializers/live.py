"""What each viewer receives of a live event about messages; all of it is checked at delivery."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL

from accounts.models import Session, User
from accounts.selectors import SUMMARY_FIELDS
from accounts.serializers import UserSummarySerializer
from core.db.compiled import columns_of, compile_sql, compiled, prepared_cursor, read_model
from core.errors import NotFoundError
from core.live.events import LiveEvent, connected_users
from messaging.models import Message, Participant, Reaction
from messaging.selectors.conversations import get_seated
from messaging.selectors.live import shown_seat
from messaging.selectors.messages import get_hydrated_message
from messaging.selectors.presence import find_present_peer
from messaging.serializers.messages import MessageSerializer

# One statement for all sockets: each session that is active, the message if its user may see it,
# and its sender if they may see them.
FOR_SESSIONS = """\
WITH viewers AS MATERIALIZED ({sessions})
SELECT viewers.id, viewers.user_id, seen.*, senders.*
FROM viewers
LEFT JOIN LATERAL ({messages}) AS seen ON true
LEFT JOIN LATERAL ({senders}) AS senders ON true
"""


@dataclass(frozen=True)
class SocketRequest:
    """Replaces the request in the context of a serializer."""

    user: User

    def build_absolute_uri(self, url: str) -> str:
        return url if "://" in url else f"{settings.SITE_URL}{url}"


def message_json(message: Message, *, viewer: User) -> Any:
    """A hydrated message, as the API shows it to `viewer`."""
    return MessageSerializer(message, context={"request": SocketRequest(viewer)}).data


def serialize_new_message(
    session_ids: Collection[UUID], event: LiveEvent
) -> dict[UUID, LiveEvent | None]:
    """`message.new` for all sessions of those who take part; see `Shared`.

    One query for a text, which is the same for all who see its sender. What is shared or answered,
    or has reactions by now, is looked up for each.
    """
    params: dict[str, Any] = {"sessions": list(session_ids), "message": UUID(event["message_id"])}
    with prepared_cursor() as cursor:
        cursor.execute(_sql(), params)
        rows = cursor.fetchall()
    made: dict[UUID | None, LiveEvent] = {}
    return {session_id: _new_message(user_id, rest, made) for session_id, user_id, *rest in rows}


def serialize_message_change(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`message.updated`: it was unsent, has other reactions, or its photo is ready."""
    try:
        message = get_hydrated_message(viewer=viewer, message_id=UUID(event["message_id"]))
    except NotFoundError:
        return None
    return {"type": "message.updated", "message": message_json(message, viewer=viewer)}


def serialize_read(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`read` for those who may know it, and for the user's own devices."""
    seat = shown_seat(viewer=viewer, event=event, setting="shows_read")
    return None if seat is None else {**_about(seat, viewer, "read"), "up_to": seat.read_up_to}


def serialize_typing(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`typing`, but for who types."""
    seat = shown_seat(viewer=viewer, event=event, setting="shows_typing")
    is_own = seat is not None and seat.user_id == viewer.pk
    return None if seat is None or is_own else _about(seat, viewer, "typing")


def serialize_conversation_change(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`conversation.updated`: to be fetched again or, with `removed`, not to be shown any more."""
    conversation_id = UUID(event["conversation_id"])
    try:
        get_seated(viewer=viewer, conversation_id=conversation_id)
        removed = False
    except NotFoundError:
        removed = True
    return {
        "type": "conversation.updated",
        "conversation_id": str(conversation_id),
        "removed": removed,
    }


def serialize_presence(viewer: User, event: LiveEvent) -> LiveEvent | None:
    """`presence`, as it is now."""
    user = find_present_peer(viewer=viewer, user_id=UUID(event["user_id"]))
    if user is None:
        return None
    summary = UserSummarySerializer(user, context={"request": SocketRequest(viewer)}).data
    return {"type": "presence", "user": summary, "online": bool(connected_users([user.pk]))}


def _about(seat: Participant, viewer: User, kind: str) -> LiveEvent:
    context = {"request": SocketRequest(viewer)}
    return {
        "type": kind,
        "conversation_id": str(seat.conversation_id),
        "user": UserSummarySerializer(seat.user, context=context).data,
    }


def _new_message(
    user_id: UUID, values: list[Any], made: dict[UUID | None, LiveEvent]
) -> LiveEvent | None:
    size = len(columns_of(Message))
    if values[0] is None:
        return None
    message = read_model(Message, values[:size])
    viewer = User(pk=user_id)
    has_reactions, sender_id, *_columns = values[size:]
    if has_reactions or _refers(message) or message.deleted_at:
        return _looked_up(viewer, message)
    if sender_id not in made:
        message.shown_sender = _sender(values[size + 1 :])
        message.shown_post = message.shown_profile = message.shown_media = None
        message.replied = None
        message.reactions = ()
        made[sender_id] = _event(message_json(message, viewer=viewer))
    return made[sender_id]


def _refers(message: Message) -> bool:
    shared = message.post_id or message.profile_id or message.media_id
    return bool(shared or message.reply_to_seq)


def _looked_up(viewer: User, message: Message) -> LiveEvent | None:
    try:
        shown = get_hydrated_message(viewer=viewer, message_id=message.id)
    except NotFoundError:
        return None
    return _event(message_json(shown, viewer=viewer))


def _event(message: Any) -> LiveEvent:
    return {"type": "message.new", "message": message}


def _sender(values: list[Any]) -> User | None:
    if values[0] is None:
        return None
    return User.from_db(connection.alias, SUMMARY_FIELDS, values)


@compiled
def _sql() -> str:
    """Compiled from the rules themselves: the text is the same for every viewer and message."""
    viewer, message_id, sender_id = User(pk=uuid4()), uuid4(), uuid4()
    asked = RawSQL("SELECT unnest(%(sessions)s::uuid[])", ())
    sessions = Session.objects.active().filter(pk__in=asked).values_list("id", "user_id")
    # The event may come late, after a reaction.
    reactions = Reaction.objects.filter(conversation=OuterRef("conversation"), seq=OuterRef("seq"))
    visible = Message.objects.visible_to(viewer).filter(id=message_id)
    messages = visible.annotate(has_reactions=Exists(reactions))
    senders = User.objects.visible_to(viewer).filter(pk=sender_id).values_list(*SUMMARY_FIELDS)
    names = {
        viewer.pk: "viewers.user_id",
        message_id: "%(message)s",
        sender_id: "seen.sender_id",
    }
    return FOR_SESSIONS.format(
        sessions=compile_sql(sessions, {}),
        messages=compile_sql(messages.values_list(*columns_of(Message), "has_reactions"), names),
        senders=compile_sql(senders, names),
    )
