"""Conversations and messages."""

from typing import Any
from uuid import uuid4

from django.db.models import F
from django.db.models.functions import Now

from accounts.models import User
from messaging.models import Conversation, Message, Participant


def make_conversation(*users: User, title: str = "") -> Conversation:
    """Of two users a pair, if it has no title; all of them have accepted it."""
    pair = sorted(user.pk for user in users) if len(users) == 2 and not title else None
    founder = None if pair else users[0]
    conversation = Conversation.objects.create(pair=pair, title=title, founder=founder)
    for user in users:
        peer = next(each for each in users if each != user) if pair else None
        Participant.objects.create(conversation=conversation, user=user, peer=peer, moved_at=Now())
    return conversation


def make_message(
    conversation: Conversation, sender: User, text: str = "Hello", **fields: Any
) -> Message:
    """The next one; no event is emitted."""
    rows = Conversation.objects.filter(pk=conversation.pk)
    rows.update(last_seq=F("last_seq") + 1)
    seq = rows.values_list("last_seq", flat=True)[0]
    Participant.objects.filter(conversation=conversation).update(last_seq=seq, moved_at=Now())
    values = {"client_id": uuid4().hex, "text": text, **fields}
    return Message.objects.create(conversation=conversation, seq=seq, sender=sender, **values)
