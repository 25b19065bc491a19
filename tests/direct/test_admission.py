"""Who may write to whom, and where it lands."""

from collections.abc import Callable

import pytest

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.leaving import deactivate_account
from messaging.models import Conversation, Message
from social.services import block_user, unblock_user, unfollow_user
from tests.direct.writing import (
    CONVERSATIONS,
    ApiOf,
    befriend,
    listed,
    path,
    send,
    sent,
    start,
    texts,
)
from tests.factories import PASSWORD
from tests.relations import follow
from tests.responses import error_of

pytestmark = pytest.mark.django_db

SETTINGS = "/api/v1/users/me/message-settings"


@pytest.mark.parametrize(
    ("chosen", "follows", "folder"),
    [
        ("everyone", False, "requests"),
        ("everyone", True, "inbox"),
        ("following", False, None),
        ("following", True, "inbox"),
        ("nobody", False, None),
        ("nobody", True, None),
    ],
)
def test_the_setting_and_the_follow_decide(
    chosen: str, follows: bool, folder: str | None, alice: User, bob: User, api_of: ApiOf
) -> None:
    # That alice follows bob changes nothing: it is his choice.
    follow(alice, bob)
    if follows:
        follow(bob, alice)
    api_of(bob).patch(SETTINGS, {"messages_from": chosen}, format="json")
    for body in ({"usernames": ["bob"]}, {"usernames": ["bob"], "title": "Group"}):
        response = api_of(alice).post(CONVERSATIONS, body, format="json")
        if folder is None:
            assert error_of(response, 403)["code"] == "messages_restricted"
            assert not Conversation.objects.exists()
        else:
            conversation = response.json()["id"]
            sent(api_of(alice), conversation)
            assert conversation in listed(api_of(bob), f"?folder={folder}")


def test_a_request_is_read_without_a_receipt_and_accepted_once(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    sent(app, pair, "You don't know me.")
    assert listed(other) == []
    assert listed(other, "?folder=requests") == [pair]
    assert other.get(f"{CONVERSATIONS}/unread").json() == {"count": 0, "requests": 1}
    assert texts(other, pair) == ["You don't know me."]
    other.post(path(pair, "read"), {"up_to": 1}, format="json")
    assert app.get(path(pair)).json()["receipts"] == []
    for _ in range(2):
        response = other.post(path(pair, "accept"))
        assert (response.status_code, response.json()["folder"]) == (200, "inbox")
    assert listed(other) == [pair]
    assert app.get(path(pair)).json()["receipts"] == [{"user_id": str(bob.pk), "up_to": 1}]


def test_an_answer_accepts(alice: User, bob: User, api_of: ApiOf) -> None:
    pair = start(api_of(alice), "bob")
    sent(api_of(alice), pair)
    sent(api_of(bob), pair)
    assert listed(api_of(bob)) == [pair]


def test_what_was_accepted_goes_on_whatever_the_setting(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    accepted, waiting = start(api_of(alice), "bob"), start(api_of(carol), "bob")
    sent(api_of(alice), accepted)
    sent(api_of(carol), waiting)
    api_of(bob).post(path(accepted, "accept"))
    api_of(bob).patch(SETTINGS, {"messages_from": "nobody"}, format="json")
    sent(api_of(alice), accepted)
    assert error_of(send(api_of(carol), waiting), 403)["code"] == "messages_restricted"
    # The one who is asked may answer.
    sent(api_of(bob), waiting)
    sent(api_of(carol), waiting)


def test_a_request_by_someone_followed_since_comes_to_the_inbox(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    pair = start(api_of(alice), "bob")
    sent(api_of(alice), pair)
    follow(bob, alice)
    sent(api_of(alice), pair)
    assert listed(api_of(bob)) == [pair]


def test_a_conversation_opened_by_someone_followed_is_a_request_once_they_are_not(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    follow(bob, alice)
    pair = start(api_of(alice), "bob")
    unfollow_user(follower=bob, following=alice)
    sent(api_of(alice), pair)
    assert (listed(api_of(bob)), listed(api_of(bob), "?folder=requests")) == ([], [pair])


def test_who_opened_a_conversation_finds_what_the_other_writes_first_in_the_inbox(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    pair = start(api_of(alice), "bob")
    sent(api_of(bob), pair)
    assert listed(api_of(alice)) == [pair]


@pytest.mark.parametrize("by", ["alice", "bob"])
def test_a_block_in_either_direction_ends_it_until_it_is_undone(
    by: str, alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    message = sent(app, pair)
    people = (alice, bob) if by == "alice" else (bob, alice)
    block_user(blocker=people[0], blocked=people[1])
    for each, name in ((app, "bob"), (other, "alice")):
        error_of(send(each, pair), 404)
        error_of(each.get(path(pair, "messages")), 404)
        error_of(each.post(CONVERSATIONS, {"usernames": [name]}, format="json"), 404)
        error_of(each.post(path(pair, "read"), {"up_to": 1}, format="json"), 404)
        error_of(each.delete(f"/api/v1/messages/{message['id']}"), 404)
        assert listed(each) == []
        assert each.get(f"{CONVERSATIONS}/unread").json()["count"] == 0
    assert Message.objects.count() == 1
    unblock_user(blocker=people[0], blocked=people[1])
    assert texts(other, pair) == ["Hello"]


def suspend(user: User) -> None:
    suspend_user(user=user)


def deactivate(user: User) -> None:
    deactivate_account(user=user, password=PASSWORD)


@pytest.mark.parametrize("leave", [suspend, deactivate])
def test_who_is_gone_can_not_be_written_to(
    leave: Callable[[User], None], alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol)
    app = api_of(alice)
    pair, group = start(app, "bob"), start(app, "bob", "carol")
    sent(app, pair)
    sent(api_of(bob), group, "From bob")
    leave(bob)
    error_of(send(app, pair), 404)
    error_of(app.get(path(pair)), 404)
    assert listed(app) == [group]
    # A group goes on: what was said stays, without a name.
    [message] = app.get(path(group, "messages")).json()["results"]
    assert (message["text"], message["sender"]) == ("From bob", None)
    members = app.get(path(group)).json()["members"]
    assert [each["username"] for each in members] == ["alice", "carol"]


def test_in_a_group_a_block_hides_the_name_and_not_the_words(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol)
    group = start(api_of(carol), "alice", "bob")
    first = sent(api_of(alice), group, "From alice")
    block_user(blocker=alice, blocked=bob)
    sent(api_of(bob), group, "From bob", reply_to=first["id"])
    api_of(bob).post(f"/api/v1/messages/{first['id']}/reactions", {"emoji": "❤️"}, format="json")

    def seen(reader: User) -> list[tuple[str, str | None]]:
        results = api_of(reader).get(path(group, "messages")).json()["results"]
        assert ("bob" in str(results)) == (reader != alice) or reader == alice
        return [(each["text"], each["sender"] and each["sender"]["username"]) for each in results]

    assert seen(alice) == [("From bob", None), ("From alice", "alice")]
    assert seen(bob) == [("From bob", "bob"), ("From alice", None)]
    assert seen(carol) == [("From bob", "bob"), ("From alice", "alice")]
    [_, mine] = api_of(alice).get(path(group, "messages")).json()["results"]
    assert mine["reactions"] == []
    assert '"username":"bob"' not in api_of(alice).get(path(group, "messages")).content.decode()
    assert '"username":"bob"' not in api_of(alice).get(CONVERSATIONS).content.decode()
