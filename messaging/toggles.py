"""What a viewer switches on and off in their conversations."""

from core.web.toggles import Toggle
from messaging.models import Conversation
from messaging.selectors.conversations import get_seated
from messaging.services.seats import (
    archive_conversation,
    mute_conversation,
    unarchive_conversation,
    unmute_conversation,
)

MUTE = Toggle[Conversation](
    get=get_seated, on=mute_conversation, off=unmute_conversation, target="conversation"
)
ARCHIVE = Toggle[Conversation](
    get=get_seated, on=archive_conversation, off=unarchive_conversation, target="conversation"
)
