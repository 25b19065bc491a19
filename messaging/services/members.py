"""Who takes part in a group."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import limits
from core.db.transactions import atomic
from core.errors import ForbiddenError, NotFoundError
from core.outbox import emit
from messaging.events import ConversationChanged, ConversationEmptied, SeatChanged
from messaging.limits import MESSAGE_ACTIONS
from messaging.models import Conversation, Participant
from messaging.services.conversations import Folders, NotAGroupError, check_size
from messaging.services.locks import lock_conversation, lock_with_seat
from messaging.services.recipients import admit, find_recipients


class NotFounderError(ForbiddenError):
    code = "not_founder"
    detail = _("Only the founder of a group can remove others.")


def add_members(*, conversation: Conversation, user: User, usernames: Sequence[str]) -> None:
    """Add to a group, by any member. Newcomers find what is written from then on. Idempotent.

    Raises DomainError for too many, NotAGroupError, NotFoundError for someone whom `user` may not
    see, NotAcceptedError, LimitedError.
    """
    if not conversation.is_group:
        raise NotAGroupError
    limits.hit(MESSAGE_ACTIONS, by=user.pk)
    others = {each.pk for each in find_recipients(sender=user, usernames=usernames)}
    there = Participant.objects.filter(conversation=conversation, user__in=others)
    others -= set(there.values_list("user_id", flat=True))
    if others:
        _add(conversation, user, admit(sender=user, user_ids=list(others)))


@atomic
def remove_member(*, conversation: Conversation, user: User, username: str) -> None:
    """Leave a group, or remove someone from it, as its founder. They see nothing of it any more.

    When the founder leaves, the member who joined first is the founder. The last one to leave
    takes the group with them.

    Raises NotAGroupError, NotFounderError, NotFoundError if there is no such member.
    """
    locked = lock_with_seat(conversation_id=conversation.pk, user=user)
    if not locked.is_group:
        raise NotAGroupError
    seats = Participant.objects.filter(conversation=locked)
    # By name, also of a member whom the founder may not see.
    named = User.objects.named(username).values("pk")[:1]
    seat = seats.filter(user__in=list(named.values_list("pk", flat=True))).first()
    if seat is None:
        raise NotFoundError
    if user.pk not in {seat.user_id, locked.founder_id}:
        raise NotFounderError
    take_seat(conversation=locked, user_id=seat.user_id)


def take_seat(*, conversation: Conversation, user_id: UUID) -> None:
    """Delete the seat of a member of a locked group. Idempotent."""
    seats = Participant.objects.filter(conversation=conversation)
    deleted, _rows = seats.filter(user=user_id).delete()
    if not deleted:
        return
    emit(SeatChanged(conversation_id=conversation.pk, user_id=user_id))
    if conversation.founder_id in {user_id, None}:
        heir = seats.order_by("joined_at", "user").values_list("user_id", flat=True).first()
        Conversation.objects.filter(pk=conversation.pk).update(founder=heir)
        if heir is None:
            emit(ConversationEmptied(conversation_id=conversation.pk))
            return
    emit(ConversationChanged(conversation_id=conversation.pk))


@atomic
def _add(conversation: Conversation, user: User, folders: Folders) -> None:
    locked = lock_with_seat(conversation_id=conversation.pk, user=user)
    there = set(Participant.objects.filter(conversation=locked).values_list("user_id", flat=True))
    new = folders.keys() - there
    check_size(size=len(there) + len(new))
    # Blocked, suspended or purged in the meantime.
    seen = User.objects.visible_to(user).filter(pk__in=new).values_list("pk", flat=True)
    seq = locked.last_seq
    Participant.objects.bulk_create(
        Participant(
            conversation=locked,
            user_id=pk,
            folder=folders[pk],
            read_up_to=seq,
            hidden_before=seq,
            last_seq=seq,
            moved_at=Now(),
        )
        for pk in seen
    )
    emit(ConversationChanged(conversation_id=locked.pk))


@atomic
def leave_as_purged(*, conversation_id: UUID, user_id: UUID) -> None:
    """Take the seat of a user whose account is being purged. Idempotent."""
    take_seat(conversation=lock_conversation(conversation_id=conversation_id), user_id=user_id)
