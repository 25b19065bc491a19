"""Events of direct messages."""

from dataclasses import dataclass
from uuid import UUID

from core.outbox import Event


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessageChanged(Event):
    """A message was unsent, or someone reacted to it."""

    conversation_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessagesRead(Event):
    """A user has read further; `announce_read` finds how far."""

    conversation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConversationChanged(Event):
    """Its title, its members, or its founder."""

    conversation_id: UUID


@dataclass(frozen=True, kw_only=True)
class SeatChanged(Event):
    """What is one user's alone: the folder, whether it is muted, or their membership."""

    conversation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConversationEmptied(Event):
    """No one takes part in it any more: it is to be purged."""

    conversation_id: UUID
