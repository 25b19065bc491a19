"""Conversations and messages in words."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.pagination import Cursor
from messaging.models import Conversation, Message
from messaging.selectors.conversations import unread_count
from messaging.selectors.receipts import read_receipts
from posts.models import Media
from posts.pictures import Picture

register = template.Library()

# Offered at each message.
QUICK_REACTIONS = ("❤️", "😂", "😮", "😢", "😡", "👍")
NAMES_MAX = 3


@register.simple_tag
def unread_badge(user: object) -> int:
    """Conversations with something unread, once for every page. An error page has no user."""
    return unread_count(viewer=user) if isinstance(user, User) else 0


@register.simple_tag
def quick_reactions() -> Sequence[str]:
    return QUICK_REACTIONS


@register.filter
def others(conversation: Conversation, viewer: User) -> list[User]:
    """The members beside the viewer, as far as they may be seen."""
    return [each.user for each in conversation.members if each.user_id != viewer.pk]


@register.filter
def title_for(conversation: Conversation, viewer: User) -> str:
    """The title of a group, or the names of the others."""
    if conversation.title:
        return conversation.title
    names = [user.name for user in others(conversation, viewer)]
    if not names:
        return _("Just you")
    shown, more = names[:NAMES_MAX], len(names) - NAMES_MAX
    text = _(", ").join(shown)
    if more <= 0:
        return text
    said = ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more)
    return said % {"names": text, "n": more}


@register.filter
def excerpt_for(message: Message, viewer: User) -> str:
    """One line of a list of conversations."""
    text = summary(message)
    if message.sender_id == viewer.pk:
        # Isolated: the text may run in another direction.
        return _("You: %(text)s") % {"text": f"\u2068{text}\u2069"}
    return text


@register.filter
def summary(message: Message) -> str:
    """The text of a message, or what it is."""
    if message.deleted_at is not None:
        return _("Unsent message")
    if message.text:
        return message.text
    if message.media_id:
        return _("Sent a photo")
    return _("Shared a post") if message.post_id else _("Shared a profile")


@register.filter
def large_url(photo: Media) -> str:
    """Of a ready photo, for the reader's browser."""
    return Picture(photo).url("large")


@register.filter
def cursor_at(message: Message) -> Cursor:
    """Of the page of a conversation that begins with this message, and goes on to older ones."""
    return Cursor(UUID(int=message.seq + 1))


@register.filter
def reaction_counts(message: Message) -> list[tuple[str, int]]:
    """Each emoji, and how many chose it."""
    return list(Counter(each.emoji for each in message.reactions).items())


@register.filter
def own_reaction(message: Message, viewer: User) -> str:
    """The viewer's emoji, or blank."""
    return next((each.emoji for each in message.reactions if each.user_id == viewer.pk), "")


@register.filter
def state_for(conversation: Conversation, viewer: User) -> str:
    """What became of the last message, if the viewer sent it: sent, or seen by whom."""
    last = conversation.last_message
    if last is None or last.sender_id != viewer.pk or last.deleted_at is not None:
        return ""
    receipts = read_receipts(conversation=conversation)
    seen = [each.user.username for each in receipts if each.read_up_to >= last.seq]
    if not seen:
        return _("Sent")
    if not conversation.is_group:
        return _("Seen")
    return _("Seen by %(names)s") % {"names": _(", ").join(seen)}
