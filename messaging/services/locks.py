"""The one lock of a conversation: its row. It is taken first, before seats, messages, reactions."""

from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from messaging.models import Conversation, Participant


def lock_conversation(*, conversation_id: UUID) -> Conversation:
    """The row as it is now, locked: members, numbers and title stay. Raises NotFoundError."""
    rows = Conversation.objects.select_for_update(no_key=True)
    found = rows.filter(pk=conversation_id).first()
    if found is None:
        raise NotFoundError
    return found


def lock_with_seat(*, conversation_id: UUID, user: User) -> Conversation:
    """As `lock_conversation`, with the `seat` of a user who still takes part.

    Raises NotFoundError.
    """
    conversation = lock_conversation(conversation_id=conversation_id)
    seat = Participant.objects.filter(conversation=conversation, user=user).first()
    if seat is None:
        raise NotFoundError
    conversation.seat = seat
    return conversation
