"""Beginning conversations, and naming groups."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.email_verification import require_verified
from core import limits
from core.db.rows import insert_if_absent
from core.db.transactions import atomic
from core.errors import DomainError, NotFoundError
from core.outbox import emit
from core.text.cleaning import clean_line
from messaging.events import ConversationChanged
from messaging.limits import MESSAGE_ACTIONS
from messaging.models import GROUP_MAX, TITLE_MAX_LENGTH, Conversation, Participant
from messaging.services.locks import lock_with_seat
from messaging.services.recipients import admit, find_recipients
from social.services.edges import lock_users

Folders = dict[UUID, Participant.Folder]


class NotAGroupError(DomainError):
    code = "not_a_group"
    detail = _("That's only possible in a group.")


def start_conversation(
    *, user: User, usernames: Sequence[str], title: str = ""
) -> tuple[Conversation, bool]:
    """The conversation with one other user, or a new group; and whether it is new.

    One other user without a title is a pair, of which there is one conversation, whoever begins.

    Raises DomainError for nobody, too many or a title that is too long, NotFoundError for someone
    whom `user` may not see, NotAcceptedError, LimitedError, EmailNotVerifiedError.
    """
    require_verified(user=user)
    title = check_title(title=title)
    others = find_recipients(sender=user, usernames=usernames)
    if not others:
        raise DomainError(_("Choose someone to write to."), code="empty", attr="usernames")
    check_size(size=len(others) + 1)
    limits.hit(MESSAGE_ACTIONS, by=user.pk)
    if len(others) > 1 or title:
        folders = admit(sender=user, user_ids=[each.pk for each in others])
        return _start_group(user, folders, title), True
    known = Conversation.objects.visible_to(user).filter(pair=_pair(user, others[0])).first()
    if known is not None:
        return known, False
    return _start_pair(user, others[0], admit(sender=user, user_ids=[others[0].pk]))


def rename_group(*, conversation: Conversation, user: User, title: str) -> None:
    """By any member; "" takes the title away. Raises DomainError, NotFoundError, LimitedError."""
    title = check_title(title=title)
    limits.hit(MESSAGE_ACTIONS, by=user.pk)
    _rename(conversation, user, title)


def check_title(*, title: str) -> str:
    """Cleaned. Raises DomainError."""
    title = clean_line(title)
    if len(title) > TITLE_MAX_LENGTH:
        raise DomainError(
            _("A title can have up to %d characters.") % TITLE_MAX_LENGTH,
            code="max_length",
            attr="title",
        )
    return title


def check_size(*, size: int) -> None:
    """Raises DomainError for a group that would be too large."""
    if size > GROUP_MAX:
        raise DomainError(
            _("A group can have up to %d members.") % GROUP_MAX,
            code="too_many_members",
            attr="usernames",
        )


@atomic
def _rename(conversation: Conversation, user: User, title: str) -> None:
    locked = lock_with_seat(conversation_id=conversation.pk, user=user)
    if not locked.is_group:
        raise NotAGroupError
    if locked.title != title:
        Conversation.objects.filter(pk=locked.pk).update(title=title)
        emit(ConversationChanged(conversation_id=locked.pk))


def _pair(one: User, other: User) -> list[UUID]:
    return sorted((one.pk, other.pk))


@atomic
def _start_pair(user: User, other: User, folders: Folders) -> tuple[Conversation, bool]:
    """Both at once insert one row: the second waits for the first, and finds it."""
    lock_users(users=(user, other))
    # Blocked in the meantime, from here on not any more.
    if not User.objects.visible_to(user).filter(pk=other.pk).exists():
        raise NotFoundError
    is_new = insert_if_absent(Conversation, pair=_pair(user, other))
    conversation = Conversation.objects.get(pair=_pair(user, other))
    if is_new:
        Participant.objects.bulk_create(
            [
                Participant(conversation=conversation, user=user, peer=other, moved_at=Now()),
                Participant(
                    conversation=conversation, user=other, peer=user, folder=folders[other.pk]
                ),
            ]
        )
    return conversation, is_new


@atomic
def _start_group(user: User, folders: Folders, title: str) -> Conversation:
    conversation = Conversation.objects.create(founder=user, title=title)
    seats = [Participant(conversation=conversation, user=user, moved_at=Now())]
    seats += [
        Participant(conversation=conversation, user_id=pk, folder=folder, moved_at=Now())
        for pk, folder in folders.items()
    ]
    Participant.objects.bulk_create(seats)
    emit(ConversationChanged(conversation_id=conversation.pk))
    return conversation
