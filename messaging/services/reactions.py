"""Reacting to messages."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from messaging.events import MessageChanged
from messaging.limits import MESSAGE_ACTIONS
from messaging.models import Message, Reaction
from messaging.services.emoji import is_emoji
from messaging.services.locks import lock_with_seat


def react(*, message: Message, user: User, emoji: str) -> None:
    """One emoji for each user and message: another one replaces it. Idempotent.

    Raises DomainError for what is no emoji, NotFoundError for a message that was unsent,
    LimitedError.
    """
    if not is_emoji(text=emoji):
        raise DomainError(_("Choose an emoji."), code="not_an_emoji", attr="emoji")
    limits.hit(MESSAGE_ACTIONS, by=user.pk)
    _react(message, user, emoji)


@atomic
def unreact(*, message: Message, user: User) -> None:
    """Idempotent."""
    rows = Reaction.objects.filter(conversation=message.conversation_id, seq=message.seq, user=user)
    if rows.delete()[0]:
        _emit(message)


@atomic
def _react(message: Message, user: User, emoji: str) -> None:
    lock_with_seat(conversation_id=message.conversation_id, user=user)
    if not Message.objects.filter(pk=message.pk, deleted_at=None).exists():
        raise NotFoundError
    reaction = Reaction(
        conversation_id=message.conversation_id, seq=message.seq, user=user, emoji=emoji
    )
    Reaction.objects.bulk_create(
        [reaction],
        update_conflicts=True,
        update_fields=["emoji"],
        unique_fields=["conversation", "seq", "user"],
    )
    _emit(message)


def _emit(message: Message) -> None:
    emit(MessageChanged(conversation_id=message.conversation_id, message_id=message.id))
