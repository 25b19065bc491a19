"""What of a conversation is one user's alone: how far they have read, and where they keep it."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Least

from accounts.models import User
from core.db.transactions import atomic
from core.outbox import emit
from messaging.events import MessagesRead, SeatChanged
from messaging.models import Conversation, Participant

Folder = Participant.Folder


@atomic
def mark_read(*, conversation: Conversation, user: User, up_to: int) -> None:
    """Move the read marker to the message `up_to`, never back, and never past the last one.

    Idempotent.
    """
    rows = _seat(conversation, user).filter(read_up_to__lt=Least(up_to, F("last_seq")))
    if rows.update(read_up_to=Least(up_to, F("last_seq"))):
        emit(MessagesRead(conversation_id=conversation.pk, user_id=user.pk))


@atomic
def accept_request(*, conversation: Conversation, user: User) -> None:
    """Move a request to the inbox; from now on others see how far it was read. Idempotent."""
    if _change(_seat(conversation, user).filter(folder=Folder.REQUESTS), folder=Folder.INBOX):
        emit(MessagesRead(conversation_id=conversation.pk, user_id=user.pk))


@atomic
def archive_conversation(*, conversation: Conversation, user: User) -> None:
    """Out of the inbox, and out of what is counted as unread. A request stays one. Idempotent."""
    _change(_seat(conversation, user).filter(folder=Folder.INBOX), folder=Folder.ARCHIVE)


@atomic
def unarchive_conversation(*, conversation: Conversation, user: User) -> None:
    """Idempotent."""
    _change(_seat(conversation, user).filter(folder=Folder.ARCHIVE), folder=Folder.INBOX)


@atomic
def mute_conversation(*, conversation: Conversation, user: User) -> None:
    """New messages are not counted as unread; no one else knows. Idempotent."""
    _change(_seat(conversation, user).filter(is_muted=False), is_muted=True)


@atomic
def unmute_conversation(*, conversation: Conversation, user: User) -> None:
    """Idempotent."""
    _change(_seat(conversation, user).filter(is_muted=True), is_muted=False)


@atomic
def delete_conversation(*, conversation: Conversation, user: User) -> None:
    """Delete for oneself what there is: it is listed again with the next message, which is then
    the first. Others keep theirs, and are not told what was read. Idempotent."""
    rows = _seat(conversation, user).filter(
        Q(moved_at__isnull=False) | Q(hidden_before__lt=F("last_seq"))
    )
    _change(rows, hidden_before=F("last_seq"), moved_at=None)


def _seat(conversation: Conversation, user: User) -> Any:
    return Participant.objects.filter(conversation=conversation, user=user)


def _change(seat: Any, **changes: object) -> bool:
    """Whether anything changes; then the user's other devices are told."""
    keys = list(seat.values_list("conversation_id", "user_id"))
    is_changed = bool(seat.update(**changes))
    if is_changed:
        for conversation_id, user_id in keys:
            emit(SeatChanged(conversation_id=conversation_id, user_id=user_id))
    return is_changed
