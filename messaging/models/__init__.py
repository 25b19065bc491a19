"""Direct messages: conversations, who takes part in them, and what they write.

Every index of messages and reactions begins with the conversation, so that both tables can be
partitioned by it. Three do not: `messages_by_id` and `messages_by_media`, which need not be unique,
and `messages_once`, which becomes a table of its own by then.
"""

from messaging.models.conversation import GROUP_MAX, TITLE_MAX_LENGTH, Conversation
from messaging.models.message import (
    ATTACHED_TO_MESSAGE,
    EMOJI_MAX_LENGTH,
    TEXT_MAX_LENGTH,
    Message,
    Reaction,
)
from messaging.models.participant import Participant
from messaging.models.settings import MessageSettings

__all__ = [
    "ATTACHED_TO_MESSAGE",
    "EMOJI_MAX_LENGTH",
    "GROUP_MAX",
    "TEXT_MAX_LENGTH",
    "TITLE_MAX_LENGTH",
    "Conversation",
    "Message",
    "MessageSettings",
    "Participant",
    "Reaction",
]
