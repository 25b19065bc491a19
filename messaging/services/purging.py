"""Purging conversations, and what a user has left in others', one batch at a time.

The functions are steps of `run_batches`. No purge holds more than one conversation.
"""

from uuid import UUID

from django.conf import settings

from core.db.rows import delete_batch
from core.db.transactions import atomic
from core.outbox import emit
from messaging.events import ConversationEmptied
from messaging.models import ATTACHED_TO_MESSAGE, Conversation, Message, Participant, Reaction
from messaging.services.members import leave_as_purged
from posts.services.attaching import discard_attached

SEATS_MAX = 50


@atomic
def empty_pairs(*, user_id: UUID) -> bool:
    """The conversations of the user with one other, of which no one sees anything any more: their
    seats go at once, the messages later."""
    pairs = Participant.objects.filter(user=user_id, peer__isnull=False)
    ids = list(pairs.values_list("conversation_id", flat=True)[:SEATS_MAX])
    Participant.objects.filter(conversation__in=ids).delete()
    for conversation_id in ids:
        emit(ConversationEmptied(conversation_id=conversation_id))
    return bool(ids)


def leave_groups(*, user_id: UUID) -> bool:
    """What the user wrote there stays, without a sender."""
    seats = Participant.objects.filter(user=user_id)
    ids = list(seats.values_list("conversation_id", flat=True)[:SEATS_MAX])
    for conversation_id in ids:
        leave_as_purged(conversation_id=conversation_id, user_id=user_id)
    return bool(ids)


@atomic
def forget_sender(*, user_id: UUID, after: str | None = None) -> str | None:
    """The user's messages, which others may have answered, lose their sender."""
    sent = Message.objects.filter(sender=user_id)
    ahead = sent.filter(client_id__gt=after) if after else sent
    ids = list(ahead.order_by("client_id").values_list("client_id", flat=True)[: _size()])
    sent.filter(client_id__in=ids).update(sender=None)
    return ids[-1] if ids else None


def purge_reactions(*, user_id: UUID) -> bool:
    return bool(delete_batch(Reaction.objects.filter(user=user_id), _size()))


@atomic
def purge_messages(*, conversation_id: UUID, after: str | None = None) -> str | None:
    """The next messages of an emptied conversation, their photos, and the reactions to them."""
    messages = Message.objects.filter(conversation=conversation_id, seq__gt=int(after or 0))
    numbers = list(messages.order_by("seq").values_list("seq", flat=True)[: _size()])
    if not numbers:
        return None
    Reaction.objects.filter(conversation=conversation_id, seq__in=numbers).delete()
    gone = messages.filter(seq__lte=numbers[-1]).order_by()
    photos = gone.filter(media__isnull=False).values_list("media_id", flat=True)
    discard_attached(media_ids=list(photos), to=ATTACHED_TO_MESSAGE)
    gone.delete()
    return str(numbers[-1])


@atomic
def purge_conversation(*, conversation_id: UUID) -> None:
    """The row, once nothing of it is left. Idempotent; one with participants is left alone."""
    rows = Conversation.objects.filter(pk=conversation_id)
    if rows.select_for_update().exists() and not _is_in_use(conversation_id):
        rows.delete()


def _is_in_use(conversation_id: UUID) -> bool:
    return Participant.objects.filter(conversation=conversation_id).exists()


def _size() -> int:
    return int(settings.PURGE_BATCH_SIZE)
