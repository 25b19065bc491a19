"""What reading one's messages costs on a busy site: rows touched do not grow with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from messaging.models import ATTACHED_TO_MESSAGE, Conversation
from messaging.selectors.conversations import (
    conversations_page,
    find_pair,
    get_conversation,
    get_seated,
    requests_count,
    unread_count,
)
from messaging.selectors.messages import (
    find_replied,
    find_sent,
    get_hydrated_message,
    messages_page,
)
from messaging.selectors.newest import newest_numbers
from messaging.selectors.people import recipients_page
from messaging.selectors.presence import find_present_peer, watching_peers
from messaging.selectors.search import found_messages
from messaging.serializers.live import serialize_new_message, serialize_typing
from messaging.services.messages import send_message
from posts.selectors.files import can_see_renditions
from tests.factories import make_conversation, make_media, make_message, make_session, make_users
from tests.plans import analyze, explained, rows_touched

pytestmark = pytest.mark.django_db

# Groups of other people, and messages in each.
GROUPS, MESSAGES_EACH = 1_000, 30
MAX_ROWS = 400

Read = Callable[[User, Conversation], Any]


def _peer(viewer: User, pair: Conversation) -> User:
    seat = pair.participants.exclude(user=viewer).select_related("user").get()
    return seat.user


READS: dict[str, Read] = {
    "the list": lambda viewer, pair: conversations_page(viewer=viewer),
    "the list by name": lambda viewer, pair: conversations_page(viewer=viewer, q="bob"),
    "a conversation": lambda viewer, pair: get_conversation(viewer=viewer, conversation_id=pair.pk),
    "a seat": lambda viewer, pair: get_seated(viewer=viewer, conversation_id=pair.pk),
    "messages": lambda viewer, pair: messages_page(viewer=viewer, conversation=pair),
    "messages since": lambda viewer, pair: messages_page(
        viewer=viewer, conversation=pair, after_seq=3
    ),
    "a message": lambda viewer, pair: get_hydrated_message(
        viewer=viewer, message_id=pair.messages.values_list("id", flat=True)[0]
    ),
    "one sent": lambda viewer, pair: find_sent(sender=viewer, client_id="one"),
    "the pair": lambda viewer, pair: find_pair(viewer=viewer, other=_peer(viewer, pair)),
    "whom to write to": lambda viewer, pair: recipients_page(viewer=viewer, q="bo"),
    "what is answered": lambda viewer, pair: find_replied(
        viewer=viewer,
        conversation=pair,
        message_id=str(pair.messages.values_list("id", flat=True)[0]),
    ),
    "unread": lambda viewer, pair: unread_count(viewer=viewer),
    "requests": lambda viewer, pair: requests_count(viewer=viewer),
    "a new message, live": lambda viewer, pair: serialize_new_message(
        [make_session(viewer).pk],
        {"type": "message.new", "message_id": str(pair.messages.values_list("id", flat=True)[0])},
    ),
    "someone who types": lambda viewer, pair: serialize_typing(
        viewer,
        {"type": "typing", "conversation_id": str(pair.pk), "user_id": str(viewer.pk)},
    ),
    "who is told of presence": lambda viewer, pair: watching_peers(user=viewer),
    "a peer's presence": lambda viewer, pair: find_present_peer(
        viewer=viewer,
        user_id=get_seated(viewer=viewer, conversation_id=pair.pk).seat.peer_id or viewer.pk,
    ),
    "the file of a photo": lambda viewer, pair: can_see_renditions(
        viewer=viewer, folder="lighthouse"
    ),
    "newest numbers": lambda viewer, pair: newest_numbers(viewer=viewer),
    "a search": lambda viewer, pair: found_messages(viewer=viewer, q="lighthouse"),
    "sending": lambda viewer, pair: send_message(
        conversation=get_seated(viewer=viewer, conversation_id=pair.pk),
        sender=viewer,
        client_id="one",
        text="Hello",
    ),
}


@pytest.fixture
def busy(db: None, alice: User, bob: User) -> Conversation:
    """A conversation of alice and bob, on a site where others write a lot."""
    pair = make_conversation(alice, bob)
    make_message(pair, bob, "A lighthouse")
    strangers = make_users([f"stranger_{number}" for number in range(20)])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO conversations (title, last_seq)"
            " SELECT 'Busy ' || number, %s FROM generate_series(1, %s) AS number",
            [MESSAGES_EACH, GROUPS],
        )
        cursor.execute(
            "INSERT INTO participants (conversation_id, user_id, last_seq, moved_at)"
            " SELECT conversations.id, users.id, %s, now() FROM conversations, users"
            " WHERE title <> '' AND username LIKE 'stranger%%'",
            [MESSAGES_EACH],
        )
        cursor.execute(
            "INSERT INTO messages (conversation_id, seq, sender_id, client_id, text)"
            " SELECT id, number, %s, id::text || number, 'A lighthouse'"
            " FROM conversations, generate_series(1, %s) AS number WHERE title <> ''",
            [strangers[0].pk, MESSAGES_EACH],
        )
    photo = make_media(bob, folder="lighthouse", attached_to=ATTACHED_TO_MESSAGE)
    make_message(make_conversation(alice, bob, title="Photos"), bob, "", media=photo)
    analyze(
        "conversations", "participants", "messages", "users", "message_reactions", "blocks", "media"
    )
    pair.refresh_from_db()
    return pair


def test_reading_touches_few_rows_of_a_busy_site(busy: Conversation, alice: User) -> None:
    touched = {}
    for name, read in READS.items():
        with explained() as plans:
            read(alice, busy)
        touched[name] = rows_touched(plans)
    assert {name: rows for name, rows in touched.items() if rows > MAX_ROWS} == {}


def test_a_page_of_a_long_conversation_reads_that_page(busy: Conversation, alice: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO messages (conversation_id, seq, client_id, text)"
            " SELECT %s, number, number, 'Long' FROM generate_series(2, 20000) AS number",
            [busy.pk],
        )
        cursor.execute("UPDATE participants SET last_seq = 20000 WHERE peer_id IS NOT NULL")
    analyze("messages", "participants")
    for after_seq in (None, 10_000):
        with explained() as plans:
            page = messages_page(viewer=alice, conversation=busy, after_seq=after_seq)
        assert len(page.items) == 20
        assert rows_touched(plans, "messages") <= 60
    with explained() as plans:
        found_messages(viewer=alice, q="long")
    assert rows_touched(plans, "messages") <= 500
