"""Sending messages, and taking them back."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.db.models import BigIntegerField, Case, Exists, F, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.email_verification import require_verified
from core import limits
from core.db.rows import add_to_counter
from core.db.transactions import atomic
from core.errors import ConflictError, ForbiddenError, NotFoundError
from core.outbox import emit
from core.text.cleaning import clean_text
from messaging.events import MessageChanged, MessageSent
from messaging.limits import MESSAGES
from messaging.models import (
    ATTACHED_TO_MESSAGE,
    Conversation,
    Message,
    Participant,
    Reaction,
)
from messaging.selectors.admission import admissions
from messaging.selectors.messages import find_sent
from messaging.services.contents import (
    Content,
    Given,
    check_client_id,
    check_content,
    is_of,
)
from messaging.services.locks import lock_with_seat
from messaging.services.recipients import check_admitted
from posts.services.attaching import attach_media, discard_attached

Folder = Participant.Folder
# What is left of a message that was unsent.
NOTHING = {"text": "", "post": None, "profile": None, "media": None, "reply_to_seq": None}


class UsedClientIdError(ConflictError):
    code = "client_id_used"
    detail = _("This client_id belongs to another message. Use a new one.")


@dataclass(frozen=True)
class Sent:
    """The message, and whether this call wrote it: an earlier one may have."""

    message: Message
    is_new: bool


def send_message(
    *,
    conversation: Conversation,
    sender: User,
    client_id: str,
    text: str = "",
    post_id: UUID | None = None,
    username: str | None = None,
    media_id: UUID | None = None,
    reply_to: UUID | None = None,
) -> Sent:
    """Send a text, and an upload of theirs, a post, or the profile of `username`, to a conversation
    that `sender` sees.

    Once for each `client_id` of a sender: the same again is the first message. Answering a request
    accepts it.

    Raises DomainError for a content that is empty, too long or refers to nothing that the sender
    sees, or to a photo that cannot be used; UsedClientIdError for a `client_id` of another message,
    NotFoundError if they take part no more, NotAcceptedError, LimitedError, EmailNotVerifiedError.
    """
    check_client_id(client_id=client_id)
    given = Given(clean_text(text), post_id, username, media_id, reply_to)
    first = _find_first(conversation, sender, client_id, given)
    if first is not None:
        return Sent(first, is_new=False)
    content = check_content(conversation=conversation, sender=sender, given=given)
    require_verified(user=sender)
    folder = _admit_to_pair(conversation, sender)
    limits.hit(MESSAGES, by=sender.pk)
    try:
        return Sent(_send(conversation, sender, client_id, content, folder), is_new=True)
    except IntegrityError:
        # The same at the same time: its row is there, and all that this call wrote is undone.
        first = _find_first(conversation, sender, client_id, given)
        if first is None:
            raise
        return Sent(first, is_new=False)


@atomic
def unsend_message(*, message: Message, user: User) -> None:
    """Take back one's own: nobody reads it any more, its number stays. Idempotent.

    Raises ForbiddenError for a message of someone else.
    """
    if message.sender_id != user.pk:
        raise ForbiddenError
    lock_with_seat(conversation_id=message.conversation_id, user=user)
    if erase(messages=[message]):
        emit(MessageChanged(conversation_id=message.conversation_id, message_id=message.id))


def erase(*, messages: list[Message]) -> int:
    """Leave nothing of them but their numbers, in a locked conversation; how many there were."""
    keys = [message.pk for message in messages]
    for conversation_id, seq in keys:
        Reaction.objects.filter(conversation=conversation_id, seq=seq).delete()
    photos = [message.media_id for message in messages if message.media_id]
    discard_attached(media_ids=photos, to=ATTACHED_TO_MESSAGE)
    there = Message.objects.filter(pk__in=keys, deleted_at=None)
    return there.update(deleted_at=Now(), **NOTHING)


def _find_first(
    conversation: Conversation, sender: User, client_id: str, given: Given
) -> Message | None:
    """Raises UsedClientIdError."""
    first = find_sent(sender=sender, client_id=client_id)
    if first is None:
        return None
    if first.conversation_id != conversation.pk or not is_of(given=given, message=first):
        raise UsedClientIdError
    return first


def _admit_to_pair(conversation: Conversation, sender: User) -> Participant.Folder | None:
    """The folder in which the other of a pair finds it; None for a group, whose members were asked
    when they were added."""
    peer = conversation.seat.peer_id
    if peer is None:
        return None
    found = admissions(sender=sender, user_ids=[peer])
    check_admitted(found=found)
    return found[0].folder if found else None


@atomic
def _send(
    conversation: Conversation,
    sender: User,
    client_id: str,
    content: Content,
    folder: Participant.Folder | None,
) -> Message:
    # Locks the conversation until the commit: see `last_seq`.
    seq = add_to_counter(Conversation, conversation.pk, "last_seq", 1)
    if seq is None or not _move_seats(conversation, sender, seq, folder):
        raise NotFoundError
    message = Message.objects.create(
        conversation=conversation, seq=seq, sender=sender, client_id=client_id, **vars(content)
    )
    # The same once more has failed by now, at the index.
    if content.media_id:
        attach_media(owner=sender, media_id=content.media_id, to=ATTACHED_TO_MESSAGE)
    emit(MessageSent(conversation_id=conversation.pk, message_id=message.id))
    return message


def _move_seats(
    conversation: Conversation, sender: User, seq: int, folder: Participant.Folder | None
) -> int:
    """To the top of the lists; 0 if the sender takes part no more. Senders have read what they
    answer, and accept it; for others it is no request any more where they know the sender, and
    one where they did only when the conversation was begun, of which they have seen nothing."""
    seats = Participant.objects.filter(conversation=conversation)
    own = Q(user=sender)
    accepting = Q(folder=Folder.REQUESTS) & (Q() if folder == Folder.INBOX else own)
    moves = [When(accepting, then=Value(Folder.INBOX))]
    if folder == Folder.REQUESTS:
        moves.append(When(~own & Q(last_seq=0, moved_at=None), then=Value(folder)))
    return seats.filter(Exists(seats.filter(own))).update(
        last_seq=seq,
        moved_at=Now(),
        read_up_to=Case(When(own, then=Value(seq, BigIntegerField())), default=F("read_up_to")),
        folder=Case(*moves, default=F("folder")),
    )
