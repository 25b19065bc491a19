"""What a message may hold, checked before anything is written."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import visible_users_by_name
from accounts.validation.usernames import normalise
from core.errors import DomainError
from messaging.models import TEXT_MAX_LENGTH, Conversation, Message
from posts.models import Post

CLIENT_ID = re.compile(r"[!-~]{1,64}")


@dataclass(frozen=True)
class Given:
    """What a sender gave, with the text cleaned."""

    text: str
    post_id: UUID | None
    username: str | None
    media_id: UUID | None
    reply_to: UUID | None


@dataclass(frozen=True)
class Content:
    """As it is stored."""

    text: str
    post_id: UUID | None
    profile_id: UUID | None
    media_id: UUID | None
    reply_to_seq: int | None


def check_client_id(*, client_id: str) -> None:
    """Raises DomainError."""
    if not CLIENT_ID.fullmatch(client_id):
        raise DomainError(
            _("A client_id is 1 to 64 printable ASCII characters without blanks."),
            attr="client_id",
        )


def is_of(*, given: Given, message: Message) -> bool:
    """Whether the message was sent with this; of one that was unsent, nobody knows.

    Whether the sender still sees what it refers to does not matter: it was sent.
    """
    if message.deleted_at is not None:
        return True
    sent = (message.text, message.post_id, message.media_id)
    if (given.text, given.post_id, given.media_id) != sent:
        return False
    return _is_profile(given.username, message) and _is_reply(given.reply_to, message)


def check_content(*, conversation: Conversation, sender: User, given: Given) -> Content:
    """With everything that it refers to. The sender must see all of that; a photo is checked when
    it is attached.

    Raises DomainError.
    """
    if len(given.text) > TEXT_MAX_LENGTH:
        raise DomainError(
            _("A message can have up to %d characters.") % TEXT_MAX_LENGTH,
            code="max_length",
            attr="text",
        )
    shared = [each for each in (given.post_id, given.username, given.media_id) if each]
    if not (given.text or shared):
        raise DomainError(_("Write something first."), code="blank", attr="text")
    if len(shared) > 1:
        raise DomainError(
            _("Send a photo, a post or a profile, not several of them at once."), attr="username"
        )
    return Content(
        given.text,
        _check_post(sender, given.post_id) if given.post_id else None,
        _check_profile(sender, given.username) if given.username else None,
        given.media_id,
        _check_reply(conversation, sender, given.reply_to) if given.reply_to else None,
    )


def _is_profile(username: str | None, message: Message) -> bool:
    if not username or not message.profile_id:
        return not username and not message.profile_id
    return bool(User.objects.named(username).filter(pk=message.profile_id).exists())


def _is_reply(reply_to: UUID | None, message: Message) -> bool:
    if not reply_to or not message.reply_to_seq:
        return not reply_to and not message.reply_to_seq
    replied = Message.objects.filter(pk=(message.conversation_id, message.reply_to_seq))
    return replied.filter(id=reply_to).exists()


def _check_post(sender: User, post_id: UUID) -> UUID:
    if not Post.objects.visible_to(sender).filter(pk=post_id).exists():
        raise DomainError(_("There is no such post."), code="post_not_found", attr="post_id")
    return post_id


def _check_profile(sender: User, username: str) -> UUID:
    names = [normalise(username)]
    found = visible_users_by_name(viewer=sender, usernames=names)
    if not found:
        raise DomainError(_("There is no such user."), code="user_not_found", attr="username")
    return found[names[0]].pk


def _check_reply(conversation: Conversation, sender: User, reply_to: UUID) -> int:
    visible = Message.objects.visible_to(sender).filter(conversation=conversation)
    found = visible.filter(id=reply_to).first()
    if found is None:
        raise DomainError(
            _("There is no such message in this conversation."),
            code="message_not_found",
            attr="reply_to",
        )
    return found.seq
