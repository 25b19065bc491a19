"""Messages over the socket: sent, acknowledged, delivered to every device, and caught up with."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from core.redis import disposable
from messaging import newest
from messaging.models import Conversation, Message, Participant
from messaging.selectors.conversations import get_seated
from messaging.selectors.newest import newest_numbers
from messaging.serializers.live import serialize_new_message
from messaging.services.messages import send_message
from messaging.services.reactions import react
from messaging.services.settings import change_message_settings
from messaging.sockets.close_codes import LOGGED_OUT
from social.services import block_user, unblock_user
from tests.direct.writing import path
from tests.factories import make_conversation, make_message, make_post, make_session
from tests.live import received
from tests.messaging.client import Socket
from tests.messaging.conftest import OpenSocket

pytestmark = pytest.mark.django_db

Deliver = Callable[[], None]
ApiOf = Callable[[User], APIClient]


@pytest.fixture
def pair(open_socket: OpenSocket, alice: User, bob: User) -> Conversation:
    """Of users who do not show when they are online, so that their sockets are quiet."""
    for user in (alice, bob):
        change_message_settings(user=user, shows_presence=False)
    return make_conversation(alice, bob)


def send(socket: Socket, conversation: Conversation, text: str = "Hello", **more: Any) -> str:
    client_id = uuid4().hex
    frame = {"conversation_id": str(conversation.pk), "client_id": client_id, "text": text}
    socket.send(type="message.send", **{**frame, **more})
    return client_id


def test_a_message_is_acknowledged_once_stored_and_comes_to_every_other_device(
    pair: Conversation,
    alice: User,
    bob: User,
    carol: User,
    open_socket: OpenSocket,
    deliver: Deliver,
) -> None:
    sender, own_other = open_socket(alice), open_socket(alice)
    reader, outsider = open_socket(bob), open_socket(carol)
    for socket in (own_other, reader, outsider):
        socket.settle()
    client_id = send(sender, pair, "  Hello ")
    ack = sender.next()
    message = Message.objects.get()
    assert (ack["type"], ack["client_id"]) == ("message.ack", client_id)
    assert (ack["message"]["id"], ack["message"]["seq"]) == (str(message.id), 1)
    assert (ack["message"]["text"], message.text) == ("Hello", "Hello")
    deliver()
    for socket in (own_other, reader):
        assert socket.next() == {"type": "message.new", "message": ack["message"]}
    outsider.settle()
    # The one that has the ack needs nothing more.
    sender.settle()


def test_the_same_frame_again_is_the_same_message(
    pair: Conversation, alice: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(alice)
    client_id = send(socket, pair)
    first = socket.next()
    send(socket, pair, client_id=client_id)
    assert socket.next() == first
    send(socket, pair, "Other", client_id=client_id)
    error = socket.next()
    assert (error["code"], error["client_id"]) == ("client_id_used", client_id)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": ""}, "blank"),
        ({"text": "x" * 2001}, "max_length"),
        ({"text": "e" + "\u0301" * 10_000}, "max_length"),
        ({"text": "a\0b"}, "null_characters_not_allowed"),
        ({"text": "\ud800"}, "surrogate_characters_not_allowed"),
        ({"sender": "bob"}, "unknown_field"),
        ({"user_id": str(uuid4())}, "unknown_field"),
        ({"post_id": str(uuid4())}, "post_not_found"),
        ({"conversation_id": str(uuid4())}, "not_found"),
        ({"conversation_id": "x"}, "invalid"),
        ({"client_id": 7}, "invalid"),
        ({"client_id": "x" * 65}, "invalid"),
        ({"client_id": ""}, "blank"),
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_stored(
    more: dict[str, Any], code: str, pair: Conversation, alice: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(alice)
    client_id = send(socket, pair, **more)
    error = socket.next()
    assert (error["type"], error["code"]) == ("error", code)
    if code not in {"invalid", "blank"}:
        assert error["client_id"] == client_id
    assert not Message.objects.exists()
    socket.settle()


def test_no_one_writes_into_the_conversations_of_others(
    pair: Conversation, carol: User, bob: User, alice: User, open_socket: OpenSocket
) -> None:
    outsider, blocked = open_socket(carol), open_socket(bob)
    block_user(blocker=alice, blocked=bob)
    for socket in (outsider, blocked):
        send(socket, pair)
        assert socket.next()["code"] == "not_found"
        for frame in ({"type": "typing"}, {"type": "read", "up_to": 1}):
            socket.send(**frame, conversation_id=str(pair.pk))
            assert socket.next()["code"] == "not_found"
    assert not Message.objects.exists()


def test_access_is_checked_at_delivery(
    pair: Conversation,
    alice: User,
    bob: User,
    carol: User,
    open_socket: OpenSocket,
    deliver: Deliver,
) -> None:
    sender, reader = open_socket(alice), open_socket(bob)
    reader.settle()
    send(sender, pair, "Unseen")
    sender.next()
    block_user(blocker=alice, blocked=bob)
    deliver()
    # Events come in their order: what is seen next came after it.
    other = make_conversation(bob, carol)
    seated = get_seated(viewer=carol, conversation_id=other.pk)
    send_message(conversation=seated, sender=carol, client_id="1", text="Another's")
    deliver()
    assert reader.next()["message"]["text"] == "Another's"
    unblock_user(blocker=alice, blocked=bob)
    send(sender, pair, "Seen")
    sender.next()
    deliver()
    assert reader.next()["message"]["text"] == "Seen"


def test_who_is_suspended_sends_nothing_more(
    pair: Conversation, alice: User, open_socket: OpenSocket
) -> None:
    socket = open_socket(alice)
    socket.settle()
    suspend_user(user=alice)
    send(socket, pair)
    assert socket.close_code() == LOGGED_OUT
    assert not Message.objects.exists()


def test_reactions_and_unsent_messages_are_sent_again(
    pair: Conversation,
    alice: User,
    bob: User,
    open_socket: OpenSocket,
    api_of: ApiOf,
    deliver: Deliver,
) -> None:
    message = make_message(pair, alice)
    socket = open_socket(bob)
    socket.settle()
    one = f"/api/v1/messages/{message.id}"
    api_of(alice).post(f"{one}/reactions", {"emoji": "❤️"}, format="json")
    deliver()
    event = socket.next()
    assert event["type"] == "message.updated"
    assert event["message"]["reactions"][0]["emoji"] == "❤️"
    api_of(alice).delete(one)
    deliver()
    assert socket.next()["message"]["deleted"] is True


def test_read_markers_and_typing_are_shown_to_the_other(
    pair: Conversation, alice: User, bob: User, open_socket: OpenSocket, deliver: Deliver
) -> None:
    make_message(pair, alice)
    reader, writer = open_socket(bob), open_socket(alice)
    writer.settle()
    reader.send(type="typing", conversation_id=str(pair.pk))
    typing = writer.next()
    assert (typing["type"], typing["user"]["username"]) == ("typing", "bob")
    assert typing["conversation_id"] == str(pair.pk)
    reader.send(type="read", conversation_id=str(pair.pk), up_to=1)
    reader.settle()
    deliver()
    for socket in (reader, writer):
        event = socket.next()
        assert (event["type"], event["user"]["username"], event["up_to"]) == ("read", "bob", 1)
    assert Participant.objects.get(user=bob).read_up_to == 1


@pytest.mark.parametrize("hiding", ["alice", "bob"])
@pytest.mark.parametrize("kind", ["read", "typing"])
def test_who_hides_it_neither_shows_nor_sees_it(
    kind: str, hiding: str, pair: Conversation, alice: User, bob: User
) -> None:
    event = {"type": kind, "conversation_id": str(pair.pk), "user_id": str(bob.pk)}
    assert received(alice, event) is not None
    change_message_settings(user={"alice": alice, "bob": bob}[hiding], **{f"shows_{kind}": False})
    assert received(alice, event) is None


@pytest.mark.parametrize("kind", ["read", "typing"])
def test_a_request_shows_nothing_until_it_is_accepted(
    kind: str, pair: Conversation, alice: User, bob: User
) -> None:
    by_bob = {"type": kind, "conversation_id": str(pair.pk), "user_id": str(bob.pk)}
    by_alice = {**by_bob, "user_id": str(alice.pk)}
    Participant.objects.filter(user=bob).update(folder="requests")
    assert received(alice, by_bob) is received(bob, by_alice) is None
    Participant.objects.filter(user=bob).update(folder="inbox")
    assert received(alice, by_bob) is not None
    assert received(bob, by_alice) is not None


def test_members_are_told_of_changes_and_of_their_removal(
    alice: User, bob: User, carol: User, open_socket: OpenSocket, api_of: ApiOf, deliver: Deliver
) -> None:
    group = make_conversation(alice, bob, carol, title="Group")
    socket = open_socket(bob)
    socket.settle()
    api_of(alice).patch(path(group.pk), {"title": "Other"}, format="json")
    deliver()
    change = {"type": "conversation.updated", "conversation_id": str(group.pk)}
    assert socket.next() == {**change, "removed": False}
    api_of(alice).delete(path(group.pk, "members/bob"))
    deliver()
    assert socket.next() == {**change, "removed": True}


def test_a_ping_says_what_is_newest_without_sql(
    pair: Conversation,
    alice: User,
    bob: User,
    api_of: ApiOf,
    deliver: Deliver,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_message(pair, alice)
    with django_assert_num_queries(1):  # The first time, or where Redis was emptied.
        assert newest_numbers(viewer=bob) == {pair.pk: 1}
    body = {"client_id": "two", "text": "Hello"}
    api_of(alice).post(path(pair.pk, "messages"), body, format="json")
    deliver()
    with django_assert_num_queries(0):
        assert newest_numbers(viewer=bob) == {pair.pk: 2}
    disposable().flushdb()
    with django_assert_num_queries(1):
        assert newest_numbers(viewer=bob) == {pair.pk: 2}


def test_who_has_no_conversation_costs_no_query_either(
    carol: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert newest_numbers(viewer=carol) == {}
    with django_assert_num_queries(0):
        assert newest_numbers(viewer=carol) == {}


def test_a_message_that_comes_while_it_is_rebuilt_is_not_forgotten(
    pair: Conversation, alice: User
) -> None:
    newest.begin_rebuild(alice.pk)
    newest.record([alice.pk], pair.pk, 2)
    assert newest.read(alice.pk) is None
    # Read from PostgreSQL before the message was.
    newest.fill(alice.pk, {pair.pk: 1})
    assert newest.read(alice.pk) == {pair.pk: 2}


def test_it_stays_small(pair: Conversation, alice: User) -> None:
    newest.begin_rebuild(alice.pk)
    newest.fill(alice.pk, {})
    for number in range(newest.GROWN_MAX):
        newest.record([alice.pk], UUID(int=number), 1)
    assert newest.read(alice.pk) is None


def test_a_pong_has_the_newest_numbers(
    pair: Conversation, alice: User, open_socket: OpenSocket
) -> None:
    make_message(pair, alice)
    socket = open_socket(alice)
    socket.send(type="ping")
    assert socket.next() == {"type": "pong", "conversations": {str(pair.pk): 1}}


@pytest.mark.parametrize("count", [1, 20])
def test_a_text_is_one_query_for_all_sockets_of_a_process(
    count: int,
    alice: User,
    bob: User,
    carol: User,
    dave: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    group = make_conversation(alice, bob, carol, title="Group")
    block_user(blocker=carol, blocked=alice)
    message = make_message(group, alice, "Hello")
    sessions = {user: [make_session(user) for _ in range(count)] for user in (bob, carol, dave)}
    ids = [session.pk for each in sessions.values() for session in each]
    with django_assert_num_queries(1):
        found = serialize_new_message(ids, {"type": "message.new", "message_id": str(message.id)})
    for user, sender in ((bob, "alice"), (carol, None)):
        for session in sessions[user]:
            event = found[session.pk]
            assert event is not None
            shown = event["message"]
            assert (shown["sender"] and shown["sender"]["username"], shown["text"]) == (
                sender,
                "Hello",
            )
    assert {found[session.pk] for session in sessions[dave]} == {None}


def test_the_event_is_what_the_api_answers(
    pair: Conversation, alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    messages = [
        make_message(pair, alice, "Text"),
        make_message(pair, bob, "Reply", reply_to_seq=1),
        make_message(pair, alice, "", post=post),
        make_message(pair, alice, "", profile=alice),
        make_message(pair, alice, "Late, and liked by now"),
    ]
    react(message=messages[-1], user=bob, emoji="❤️")
    answered = api_of(bob).get(path(pair.pk, "messages") + "?after_seq=0").content.decode()
    results = json.loads(answered.replace("http://testserver", ""))["results"]
    for message, expected in zip(messages, results, strict=True):
        event = received(bob, {"type": "message.new", "message_id": str(message.id)})
        text = json.dumps(event and event["message"], default=str)
        assert json.loads(text.replace("http://testserver", "")) == expected


def test_a_client_whose_events_get_lost_is_complete_after_a_ping(
    pair: Conversation,
    alice: User,
    bob: User,
    open_socket: OpenSocket,
    api_of: ApiOf,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    socket, reader, writer = open_socket(bob), api_of(bob), api_of(alice)
    socket.settle()
    for number in range(1, 11):
        with monkeypatch.context() as lossy:
            if number % 5 == 0:
                lossy.setattr("messaging.tasks.publish_to_users", lambda members, event: None)
            body = {"client_id": str(number), "text": str(number)}
            assert writer.post(path(pair.pk, "messages"), body, format="json").status_code == 201
            deliver()
    had = [socket.next()["message"]["seq"] for _ in range(8)]
    assert had == [1, 2, 3, 4, 6, 7, 8, 9]
    socket.send(type="ping")
    assert socket.next()["conversations"] == {str(pair.pk): 10}
    # What is missing from the first gap on.
    page = reader.get(path(pair.pk, "messages") + "?after_seq=4").json()
    assert [each["seq"] for each in page["results"]] == [5, 6, 7, 8, 9, 10]
