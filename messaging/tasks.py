"""Tasks for open sockets, and the purges of conversations."""

from uuid import UUID

from accounts.events import AccountPurgeStarted, SessionsEnded
from core.live.events import publish, publish_to_users, user_group
from core.outbox import Progress, Step, run_batches, subscriber
from messaging import newest
from messaging.events import (
    ConversationChanged,
    ConversationEmptied,
    MessageChanged,
    MessageSent,
    MessagesRead,
    SeatChanged,
)
from messaging.selectors.participants import newest_by_participant, participant_ids
from messaging.selectors.photos import find_by_photo
from messaging.services.purging import (
    empty_pairs,
    forget_sender,
    leave_groups,
    purge_conversation,
    purge_messages,
    purge_reactions,
)
from posts.events import AttachedMediaRendered


@subscriber(queue="default")
def close_sockets(event: SessionsEnded, progress: Progress) -> None:
    """Every open socket of the user checks whether its session is still active."""
    publish(user_group(event.user_id), {"type": "session.ended"})


@subscriber(queue="default")
def announce_message(event: MessageSent, progress: Progress) -> None:
    """Send a new message to everyone who takes part, and have heartbeats say so: for whom the
    event gets lost."""
    numbers = newest_by_participant(conversation_id=event.conversation_id)
    newest.record(numbers, event.conversation_id, max(numbers.values(), default=0))
    _announce("message.new", event, list(numbers))


@subscriber(queue="default")
def announce_message_change(event: MessageChanged, progress: Progress) -> None:
    """Send a message again: it was unsent, or has other reactions."""
    members = participant_ids(conversation_id=event.conversation_id)
    _announce("message.updated", event, members)


@subscriber(queue="default")
def announce_photo(event: AttachedMediaRendered, progress: Progress) -> None:
    """Send the message with this photo again, if it is one."""
    message = find_by_photo(media_id=event.media_id)
    if message is not None:
        ids = {"conversation_id": message.conversation_id, "message_id": message.id}
        members = participant_ids(conversation_id=message.conversation_id)
        _announce("message.updated", MessageChanged(**ids), members)


@subscriber(queue="default", collapses=True)
def announce_read(event: MessagesRead, progress: Progress) -> None:
    """Tell everyone who takes part how far a user has read."""
    ids = {"conversation_id": str(event.conversation_id), "user_id": str(event.user_id)}
    members = participant_ids(conversation_id=event.conversation_id)
    publish_to_users(members, {"type": "read", **ids})


@subscriber(queue="default", collapses=True)
def announce_conversation(event: ConversationChanged, progress: Progress) -> None:
    """Tell everyone who takes part that title or members have changed."""
    change = {"type": "conversation.updated", "conversation_id": str(event.conversation_id)}
    publish_to_users(participant_ids(conversation_id=event.conversation_id), change)


@subscriber(queue="default", collapses=True)
def announce_seat(event: SeatChanged, progress: Progress) -> None:
    """Tell a user's own devices what has changed for them alone."""
    newest.forget(event.user_id)
    change = {"type": "conversation.updated", "conversation_id": str(event.conversation_id)}
    publish(user_group(event.user_id), change)


@subscriber(queue="default")
def purge_emptied_conversation(event: ConversationEmptied, progress: Progress) -> None:
    """Messages and reactions in batches, then the row; unless someone takes part."""
    if not participant_ids(conversation_id=event.conversation_id):
        run_batches(progress, [purge_messages], conversation_id=event.conversation_id)
        purge_conversation(conversation_id=event.conversation_id)


@subscriber(queue="default")
def purge_user_messages(event: AccountPurgeStarted, progress: Progress) -> None:
    """A user's conversations with one other; their seats, senders and reactions in groups."""
    steps: list[Step] = [empty_pairs, leave_groups, forget_sender, purge_reactions]
    run_batches(progress, steps, user_id=event.user_id)


def _announce(kind: str, event: MessageSent | MessageChanged, members: list[UUID]) -> None:
    ids = {"conversation_id": str(event.conversation_id), "message_id": str(event.message_id)}
    publish_to_users(members, {"type": kind, **ids})
