"""Messages: numbered, once, with what they share, unsent, reacted to."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from messaging.models import Message, Reaction
from posts.models import Post
from social.services import block_user
from tests.direct.writing import ApiOf, befriend, path, send, send_json, sent, start, texts
from tests.factories import make_post
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(alice: User, bob: User, api_of: ApiOf) -> str:
    befriend(alice, bob)
    return start(api_of(alice), "bob")


@pytest.fixture
def group(alice: User, bob: User, carol: User, api_of: ApiOf) -> str:
    befriend(alice, bob, carol)
    return start(api_of(alice), "bob", "carol", title="Lighthouses")


def test_a_message_is_a_row_with_a_number_and_an_event(
    pair: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    first = sent(api_of(alice), pair, "  Hello\r\nBob ", client_id="a-1")
    second = sent(api_of(bob), pair, "Hi")
    assert (first["seq"], second["seq"]) == (1, 2)
    assert first["created_at"].endswith("Z")
    assert first["sender"]["username"] == "alice"
    assert first["text"] == "Hello\nBob"
    assert first["client_id"] == "a-1"
    assert first["conversation_id"] == pair
    nothing = ("media", "post", "profile", "reply_to", "replied")
    assert [first[name] for name in nothing] == [None] * 5
    assert (first["reactions"], first["deleted"]) == ([], False)
    payloads = outbox_payloads("MessageSent")
    assert [each["message_id"] for each in payloads] == [first["id"], second["id"]]


def test_the_same_client_id_again_is_the_first_message(
    pair: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    app = api_of(alice)
    first = sent(app, pair, "Hello", client_id="once")
    again = send(app, pair, "Hello", client_id="once")
    assert (again.status_code, again.json()) == (200, first)
    assert error_of(send(app, pair, "Other", client_id="once"), 409)["code"] == "client_id_used"
    other = start(app, "bob", title="A group of two")
    assert error_of(send(app, other, "Hello", client_id="once"), 409)["code"] == "client_id_used"
    # Another sender's is another's.
    assert sent(api_of(bob), pair, "Hello", client_id="once")["seq"] == 2
    assert Message.objects.count() == 2
    assert len(outbox_payloads("MessageSent")) == 2


def test_what_was_sent_was_sent_though_its_sender_may_not_see_it_any_more(
    pair: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    app, post = api_of(alice), make_post(carol)
    answered = sent(app, pair, "Look")["id"]
    bodies: list[dict[str, Any]] = [
        {"client_id": "post", "text": "", "post_id": str(post.pk)},
        {"client_id": "profile", "text": "", "username": "carol"},
        {"client_id": "reply", "text": "At what?", "reply_to": answered},
    ]
    ids = [sent(app, pair, **body)["id"] for body in bodies]
    block_user(blocker=carol, blocked=alice)
    again = [send(app, pair, **body) for body in bodies]
    assert [response.status_code for response in again] == [200] * 3
    assert [response.json()["id"] for response in again] == ids
    # What is other content is refused all the same.
    for other in (
        {**bodies[0], "post_id": str(uuid4())},
        {**bodies[1], "username": "bob"},
        {**bodies[2], "reply_to": ids[0]},
        {**bodies[2], "reply_to": None},
    ):
        assert error_of(send(app, pair, **other), 409)["code"] == "client_id_used"


@pytest.mark.parametrize(
    "body",
    [
        {"text": "x" * 2001},
        {"text": "e" + "\u0301" * 10_000},
        {"text": ""},
        {"text": " \u200b\n"},
        {"text": "a\0b"},
        {"text": "\ud800"},
        {"text": 7},
        {"text": "x", "sender": "bob"},
        {"text": "x", "sender_id": str(uuid4())},
        {"text": "x", "client_id": ""},
        {"text": "x", "client_id": "a b"},
        {"text": "x", "client_id": "c\0"},
        {"text": "x", "client_id": "\udfff"},
        {"text": "x", "client_id": "c" * 65},
        {"text": "x", "client_id": None},
        {"text": "x", "post_id": "nothing"},
        {"text": "x", "post_id": str(uuid4())},
        {"text": "x", "username": "nobody_at_all"},
        {"text": "x", "username": "\0"},
        {"text": "x", "reply_to": str(uuid4())},
        [],
        "text",
    ],
)
def test_what_is_no_message_is_refused_and_nothing_is_stored(
    body: Any, pair: str, alice: User, api_of: ApiOf
) -> None:
    app = api_of(alice)
    given = {"client_id": "c", **body} if isinstance(body, dict) else body
    assert error_of(send_json(app.post, path(pair, "messages"), given), 400)
    assert not Message.objects.exists()
    assert outbox_payloads("MessageSent") == []
    assert sent(app, pair, "x" * 2000, client_id="c" * 64)["seq"] == 1


def test_pages_go_back_in_time_and_catching_up_goes_forward(
    pair: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    app, reader = api_of(alice), api_of(bob)
    for number in range(1, 8):
        sent(app, pair, f"{number}")
    page = reader.get(path(pair, "messages") + "?limit=3").json()
    seen = [each["text"] for each in page["results"]]
    while page["next"]:
        page = reader.get(page["next"]).json()
        seen += [each["text"] for each in page["results"]]
    assert seen == list("7654321")
    page = reader.get(path(pair, "messages") + "?after_seq=2&limit=3").json()
    assert [each["seq"] for each in page["results"]] == [3, 4, 5]
    page = reader.get(page["next"]).json()
    assert ([each["seq"] for each in page["results"]], page["next"]) == ([6, 7], None)
    assert texts(reader, pair, "?after_seq=7") == []


@pytest.mark.parametrize("value", ["", "-1", "x", "1.5", "٣", "9" * 19])
def test_a_number_that_is_none_is_refused(
    value: str, pair: str, alice: User, api_of: ApiOf
) -> None:
    response = api_of(alice).get(path(pair, "messages"), {"after_seq": value})
    assert error_of(response, 400)["attr"] == "after_seq"


def test_a_shared_post_is_shown_to_those_who_may_see_it(
    group: str, alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    post = make_post(dave, caption="Only for followers", audience="followers")
    befriend(alice, dave)
    befriend(bob, dave)
    sent(api_of(alice), group, "", post_id=str(post.pk))

    def shared(reader: User) -> tuple[Any, bool]:
        [message] = api_of(reader).get(path(group, "messages")).json()["results"]
        return message["post"] and message["post"]["caption"], message["has_post"]

    assert shared(bob) == ("Only for followers", True)
    assert shared(carol) == (None, True)
    Post.objects.filter(pk=post.pk).delete()
    assert shared(bob) == (None, True)


def test_nobody_shares_what_they_may_not_see(
    pair: str, alice: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    secret = make_post(carol, audience="close_friends")
    block_user(blocker=dave, blocked=alice)
    app = api_of(alice)
    assert error_of(send(app, pair, post_id=str(secret.pk)), 400)["attr"] == "post_id"
    assert error_of(send(app, pair, username="dave"), 400)["attr"] == "username"
    assert not Message.objects.exists()


def test_a_shared_profile_is_shown_to_those_who_may_see_it(
    group: str, alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    block_user(blocker=dave, blocked=carol)
    sent(api_of(alice), group, "", username="Dave")
    [to_bob] = api_of(bob).get(path(group, "messages")).json()["results"]
    [to_carol] = api_of(carol).get(path(group, "messages")).json()["results"]
    assert (to_bob["profile"]["username"], to_bob["has_profile"]) == ("dave", True)
    assert (to_carol["profile"], to_carol["has_profile"]) == (None, True)


def test_a_reply_shows_what_it_answers(pair: str, alice: User, bob: User, api_of: ApiOf) -> None:
    first = sent(api_of(alice), pair, "Coffee?")
    reply = sent(api_of(bob), pair, "Tea.", reply_to=first["id"])
    assert reply["reply_to"] == first["id"]
    assert (reply["replied"]["text"], reply["replied"]["seq"]) == ("Coffee?", 1)
    elsewhere = start(api_of(alice), "bob", title="Elsewhere")
    refused = send(api_of(alice), elsewhere, "Hm?", reply_to=first["id"])
    assert error_of(refused, 400)["attr"] == "reply_to"


def test_unsending_leaves_a_number_and_nothing_else(
    pair: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    app, reader = api_of(alice), api_of(bob)
    message = sent(app, pair, "Secret", client_id="gone")
    one = f"/api/v1/messages/{message['id']}"
    reader.post(f"{one}/reactions", {"emoji": "❤️"}, format="json")
    assert error_of(reader.delete(one), 403)
    assert [app.delete(one).status_code for _ in range(2)] == [204, 204]
    [shown] = reader.get(path(pair, "messages")).json()["results"]
    assert (shown["seq"], shown["text"], shown["deleted"]) == (1, "", True)
    assert shown["reactions"] == []
    assert not Reaction.objects.exists()
    assert error_of(reader.post(f"{one}/reactions", {"emoji": "❤️"}, format="json"), 404)
    # A retry that comes late finds it.
    again = send(app, pair, "Secret", client_id="gone")
    assert (again.status_code, again.json()["deleted"]) == (200, True)
    assert sent(app, pair)["seq"] == 2


def test_each_user_has_one_reaction(pair: str, alice: User, bob: User, api_of: ApiOf) -> None:
    message = sent(api_of(alice), pair)
    one = f"/api/v1/messages/{message['id']}/reactions"
    for emoji in ("👍🏽", "👍🏽", "👩‍👩‍👧"):
        response = api_of(bob).post(one, {"emoji": emoji}, format="json")
        assert response.status_code == 200
    response = api_of(alice).post(one, {"emoji": "👩‍👩‍👧"}, format="json")
    [group] = response.json()["reactions"]
    assert (group["emoji"], group["count"]) == ("👩‍👩‍👧", 2)
    assert [each["username"] for each in group["users"]] == ["bob", "alice"]
    assert [api_of(bob).delete(one).status_code for _ in range(2)] == [204, 204]
    assert Reaction.objects.get().user == alice


@pytest.mark.parametrize(
    "emoji", ["", "a", "👍👍", "👍 👍", "1", "<b>", "\0", "\ud83d", "👍" * 40, 7]
)
def test_what_is_no_emoji_is_no_reaction(emoji: Any, pair: str, alice: User, api_of: ApiOf) -> None:
    message = sent(api_of(alice), pair)
    one = f"/api/v1/messages/{message['id']}/reactions"
    error_of(send_json(api_of(alice).post, one, {"emoji": emoji}), 400)
    assert not Reaction.objects.exists()


def test_no_one_else_reads_or_writes(pair: str, alice: User, carol: User, api_of: ApiOf) -> None:
    message = sent(api_of(alice), pair, "Secret")
    app, one = api_of(carol), f"/api/v1/messages/{message['id']}"
    calls = [
        partial(app.get, path(pair)),
        partial(app.get, path(pair, "messages")),
        partial(app.post, path(pair, "read"), {"up_to": 1}),
        partial(app.post, path(pair, "accept")),
        partial(app.post, path(pair, "mute")),
        partial(app.post, path(pair, "archive")),
        partial(app.post, path(pair, "members"), {"usernames": ["carol"]}),
        partial(app.delete, path(pair, "members/alice")),
        partial(app.patch, path(pair), {"title": "Mine"}),
        partial(app.delete, path(pair)),
        partial(app.delete, one),
        partial(app.post, f"{one}/reactions", {"emoji": "❤️"}),
        partial(app.delete, f"{one}/reactions"),
        partial(app.get, f"/api/v1/messages/search?q=secret&conversation_id={pair}"),
    ]
    assert {each(format="json").status_code for each in calls} == {404}
    error_of(send(app, pair), 404)
    assert Message.objects.count() == 1


def test_messages_are_found_by_the_words_in_them(
    pair: str, group: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    sent(api_of(alice), pair, "Das José-Café am Hafen")
    gone = sent(api_of(alice), pair, "Café, unsent")
    api_of(alice).delete(f"/api/v1/messages/{gone['id']}")
    sent(api_of(alice), group, "Another café")

    def found(reader: User, query: str) -> list[str]:
        results = api_of(reader).get(f"/api/v1/messages/search?{query}").json()["results"]
        return [each["text"] for each in results]

    assert found(bob, "q=CAFE") == ["Another café", "Das José-Café am Hafen"]
    assert found(bob, f"q=jose haf&conversation_id={pair}") == ["Das José-Café am Hafen"]
    assert found(carol, "q=cafe") == ["Another café"]
    assert found(bob, "q=") == found(bob, "q=%00") == found(bob, "q=other words") == []


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_the_same_for_one_message_and_for_twenty(
    count: int,
    group: str,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    app = api_of(alice)
    first = None
    for _ in range(count):
        post = make_post(alice)
        message = sent(app, group, post_id=str(post.pk), reply_to=first and first["id"])
        api_of(bob).post(
            f"/api/v1/messages/{message['id']}/reactions", {"emoji": "❤️"}, format="json"
        )
        first = first or sent(app, group, username="bob")
    sent(app, group, reply_to=first and first["id"])
    reader = api_of(bob)
    # Session · seat · messages · reactions · replied · users · posts · their media · their tags.
    with django_assert_num_queries(9):
        reader.get(path(group, "messages"))


def test_sending_costs_ten_statements(
    pair: str,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """As many in a group of any size."""
    app = api_of(alice)
    # Session · seat · one sent before? · whether the other wants it · savepoint · number · seats ·
    # message · outbox · release; for the answer reactions · users.
    with django_assert_num_queries(12):
        assert send(app, pair).status_code == 201
