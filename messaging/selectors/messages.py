"""Reading messages: only what the viewer may see, and of it only whom and what they may see."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from accounts.models import User
from core.errors import NotFoundError
from core.pagination import DEFAULT_LIMIT, Cursor, Page
from messaging.models import Conversation, Message, Reaction
from posts.models import Media, Post


def messages_page(
    *,
    viewer: User,
    conversation: Conversation,
    after_seq: int | None = None,
    cursor: Cursor | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Page[Message]:
    """Messages, newest first; with `after_seq` those after it, oldest first. Hydrated.

    A cursor of it has the number of a message in place of an id.
    """
    ascending = after_seq is not None
    messages = Message.objects.visible_to(viewer).filter(conversation=conversation)
    at = cursor.id.int if cursor else None
    if ascending:
        messages = messages.filter(seq__gt=max(after_seq or 0, at or 0)).order_by("seq")
    else:
        messages = messages.order_by("-seq")
        messages = messages.filter(seq__lt=at) if at is not None else messages
    found = list(messages[: limit + 1])
    shown = found[:limit]
    further = Cursor(UUID(int=shown[-1].seq)) if len(found) > limit else None
    return Page(hydrate(messages=shown, viewer=viewer), next=further)


def get_message(*, viewer: User, message_id: UUID) -> Message:
    """A message with its conversation. Raises NotFoundError."""
    visible = Message.objects.visible_to(viewer).select_related("conversation")
    found = visible.filter(id=message_id).first()
    if found is None:
        raise NotFoundError
    return found


def get_hydrated_message(*, viewer: User, message_id: UUID) -> Message:
    """As `get_message`, hydrated. Raises NotFoundError."""
    return hydrate(messages=[get_message(viewer=viewer, message_id=message_id)], viewer=viewer)[0]


def find_replied(*, viewer: User, conversation: Conversation, message_id: str) -> Message | None:
    """The message of this conversation that a form replies to, hydrated; no query for no id."""
    try:
        wanted = UUID(message_id)
    except ValueError:
        return None
    visible = Message.objects.visible_to(viewer).filter(conversation=conversation, deleted_at=None)
    return next(iter(hydrate(messages=list(visible.filter(id=wanted)), viewer=viewer)), None)


def find_sent(*, sender: User, client_id: str) -> Message | None:
    """What `sender` has sent by this id of theirs, wherever."""
    return Message.objects.filter(sender=sender, client_id=client_id).first()


def hydrate(*, messages: Sequence[Message], viewer: User) -> list[Message]:
    """With senders, reactions, what was shared and replied to, as far as `viewer` may see each.

    As many queries for any number of messages: reactions and users; one for replies, one for
    photos, three for posts, if there are any.
    """
    reactions = _reactions(messages)
    replied = _replied(messages, viewer)
    users = _users([*messages, *replied.values()], reactions, viewer)
    posts = _posts(messages, viewer)
    photos = _photos(messages, viewer)
    for message in [*messages, *replied.values()]:
        message.shown_sender = users.get(message.sender_id)
        message.shown_post = posts.get(message.post_id)
        message.shown_profile = users.get(message.profile_id)
    for message in messages:
        place = message.conversation_id, message.reply_to_seq
        message.replied = replied.get(place)
        message.shown_media = photos.get(message.media_id)
        message.reactions = [each for each in reactions[message.pk] if _has_user(each, users)]
    return list(messages)


def _has_user(reaction: Reaction, users: dict[UUID | None, User]) -> bool:
    """A reaction by someone whom the viewer may not see is not shown."""
    user = users.get(reaction.user_id)
    if user is not None:
        reaction.shown_user = user
    return user is not None


def _reactions(messages: Sequence[Message]) -> dict[tuple[UUID, int], list[Reaction]]:
    found: dict[tuple[UUID, int], list[Reaction]] = defaultdict(list)
    if messages:
        rows = Reaction.objects.filter(
            conversation__in={each.conversation_id for each in messages},
            seq__in={each.seq for each in messages},
        )
        for row in rows.order_by("created_at", "user"):
            found[row.conversation_id, row.seq].append(row)
    return found


def _replied(messages: Sequence[Message], viewer: User) -> dict[tuple[UUID, int | None], Message]:
    places = [(each.conversation_id, each.reply_to_seq) for each in messages if each.reply_to_seq]
    if not places:
        return {}
    rows = Message.objects.visible_to(viewer).filter(pk__in=places)
    return {(row.conversation_id, row.seq): row for row in rows}


def _users(
    messages: Sequence[Message],
    reactions: dict[tuple[UUID, int], list[Reaction]],
    viewer: User,
) -> dict[UUID | None, User]:
    ids = {each.sender_id for each in messages} | {each.profile_id for each in messages}
    ids |= {reaction.user_id for each in reactions.values() for reaction in each}
    if not ids:
        return {}
    return {**User.objects.visible_to(viewer).in_bulk(ids - {None})}


def _posts(messages: Sequence[Message], viewer: User) -> dict[UUID | None, Post]:
    ids = {each.post_id for each in messages if each.post_id}
    if not ids:
        return {}
    return {**Post.objects.visible_to(viewer).for_cards(viewer).in_bulk(ids)}


def _photos(messages: Sequence[Message], viewer: User) -> dict[UUID | None, Media]:
    ids = {each.media_id for each in messages if each.media_id}
    if not ids:
        return {}
    return {**Media.objects.visible_to(viewer).in_bulk(ids)}
