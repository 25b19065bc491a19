"""What a client does over its socket, by the services of the API."""

from typing import Any
from uuid import UUID

from rest_framework.exceptions import ErrorDetail, ValidationError

from accounts.models import User
from accounts.selectors import find_session
from core.errors import DomainError
from core.live.events import LiveEvent, publish_to_users
from messaging.frames import MarkRead, SendMessage, Typing
from messaging.selectors.conversations import get_seated
from messaging.selectors.messages import hydrate
from messaging.selectors.participants import participant_ids
from messaging.selectors.settings import message_settings
from messaging.serializers.live import message_json
from messaging.serializers.messages import NewMessageSerializer
from messaging.services.messages import send_message
from messaging.services.seats import mark_read
from messaging.sockets.delivery import LoggedOutError

Action = SendMessage | MarkRead | Typing


def perform(session_id: UUID, frame: Action) -> LiveEvent | None:
    """Do what a frame wants, once it is committed; what to answer, if anything.

    Raises DomainError, and LoggedOutError for a session that has ended.
    """
    session = find_session(session_id=session_id)
    if session is None:
        raise LoggedOutError
    match frame:
        case SendMessage():
            return _send(session.user, frame)
        case MarkRead(conversation_id, up_to):
            conversation = get_seated(viewer=session.user, conversation_id=conversation_id)
            mark_read(conversation=conversation, user=session.user, up_to=up_to)
        case Typing(conversation_id):
            _announce_typing(session.user, conversation_id)
    return None


def _send(user: User, frame: SendMessage) -> LiveEvent:
    conversation = get_seated(viewer=user, conversation_id=frame.conversation_id)
    given = _validated(frame.fields)
    sent = send_message(conversation=conversation, sender=user, **given)
    [message] = hydrate(messages=[sent.message], viewer=user)
    return {
        "type": "message.ack",
        "client_id": message.client_id,
        "message": message_json(message, viewer=user),
    }


def _validated(fields: dict[str, Any]) -> dict[str, Any]:
    """Raises DomainError with the first of what is wrong."""
    body = NewMessageSerializer(data=fields)
    try:
        body.is_valid(raise_exception=True)
    except ValidationError as error:
        details: dict[str, list[ErrorDetail]] = error.detail  # type: ignore[assignment]
        attr, [first, *_others] = next(iter(details.items()))
        raise DomainError(str(first), code=first.code, attr=attr) from error
    data: dict[str, Any] = body.validated_data
    return data


def _announce_typing(user: User, conversation_id: UUID) -> None:
    """To those who have an open socket; whether they may know it is checked at delivery."""
    conversation = get_seated(viewer=user, conversation_id=conversation_id)
    if conversation.seat.is_request or not message_settings(user=user).shows_typing:
        return
    others = set(participant_ids(conversation_id=conversation_id)) - {user.pk}
    ids = {"conversation_id": str(conversation_id), "user_id": str(user.pk)}
    publish_to_users(others, {"type": "typing", **ids})
