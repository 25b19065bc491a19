"""Conversations: one for each pair, groups, folders, markers, and what is deleted for oneself."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from messaging.models import Conversation
from tests.direct.writing import (
    CONVERSATIONS,
    ApiOf,
    befriend,
    listed,
    path,
    send_json,
    sent,
    start,
    texts,
)
from tests.factories import make_users
from tests.responses import error_of

pytestmark = pytest.mark.django_db


def show(app: Any, conversation: str) -> Any:
    response = app.get(path(conversation))
    assert response.status_code == 200, response.content
    return response.json()


def test_two_people_have_one_conversation_whoever_begins(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    responses = [
        api_of(alice).post(CONVERSATIONS, {"usernames": ["Bob", "bob"]}, format="json"),
        api_of(alice).post(CONVERSATIONS, {"usernames": ["bob", "alice"]}, format="json"),
        api_of(bob).post(CONVERSATIONS, {"usernames": ["alice"]}, format="json"),
    ]
    assert [each.status_code for each in responses] == [201, 200, 200]
    assert len({each.json()["id"] for each in responses}) == 1
    body = responses[0].json()
    assert [each["username"] for each in body["members"]] == ["alice", "bob"]
    assert (body["is_group"], body["title"], body["last_message"]) == (False, "", None)


@pytest.mark.parametrize(
    ("usernames", "status"),
    [
        ([], 400),
        (["alice"], 400),
        ("bob", 400),
        ([7], 400),
        (["nobody_at_all"], 404),
        (["bob", "nobody_at_all"], 404),
        (["b\u0142b"], 404),
        (["\0"], 400),
        (["\ud800"], 400),
    ],
)
def test_whom_no_one_can_write_to(
    usernames: Any, status: int, alice: User, bob: User, api_of: ApiOf
) -> None:
    error_of(send_json(api_of(alice).post, CONVERSATIONS, {"usernames": usernames}), status)
    assert not Conversation.objects.exists()


def test_a_group_has_up_to_32_members(alice: User, api_of: ApiOf) -> None:
    names = [f"friend_{number}" for number in range(32)]
    make_users(names)
    app = api_of(alice)
    refused = app.post(CONVERSATIONS, {"usernames": names}, format="json")
    assert error_of(refused, 400)["code"] == "too_many_members"
    group = start(app, *names[:31])
    refused = app.post(path(group, "members"), {"usernames": names[31:]}, format="json")
    assert error_of(refused, 400)["code"] == "too_many_members"
    assert len(show(app, group)["members"]) == 32


def test_a_pair_is_listed_to_the_other_with_its_first_message(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    pair = start(api_of(alice), "bob")
    assert (listed(api_of(alice)), listed(api_of(bob))) == ([pair], [])
    sent(api_of(alice), pair)
    assert listed(api_of(bob)) == [pair]


def test_the_list_has_the_last_moved_first_and_is_paged(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    befriend(alice, bob, carol, dave)
    app = api_of(alice)
    pairs = [start(app, name) for name in ("bob", "carol", "dave")]
    for pair in pairs:
        sent(app, pair, pair)
    sent(api_of(bob), pairs[0], "Last")
    assert listed(app) == [pairs[0], pairs[2], pairs[1]]
    page = app.get(f"{CONVERSATIONS}?limit=2").json()
    further = app.get(page["next"]).json()
    found = [each["id"] for each in page["results"] + further["results"]]
    assert (found, further["next"]) == ([pairs[0], pairs[2], pairs[1]], None)
    assert page["results"][0]["last_message"]["text"] == "Last"
    assert page["results"][0]["last_message"]["sender"]["username"] == "bob"


def test_conversations_are_found_by_people_and_titles(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    User.objects.filter(pk=carol.pk).update(display_name="Carol Ćosić")
    befriend(alice, bob, carol)
    app = api_of(alice)
    with_bob, with_carol = start(app, "bob"), start(app, "carol")
    group = start(app, "bob", "carol", title="Die Leuchttürme")
    assert set(listed(app, "?q=bo")) == {with_bob, group}
    assert set(listed(app, "?q=cosic")) == {with_carol, group}
    assert listed(app, "?q=leuchtturme") == [group]
    # Everyone has themselves in each.
    assert listed(app, "?q=alice") == listed(app, "?q=nothing") == listed(app, "?q=%00") == []


def test_read_markers_count_what_is_unread_and_never_move_back(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    for _ in range(3):
        sent(app, pair)
    unread = f"{CONVERSATIONS}/unread"
    assert show(other, pair)["unread_count"] == 3
    assert other.get(unread).json() == {"count": 1, "requests": 0}
    assert app.get(unread).json()["count"] == 0
    for up_to, expected in [(2, 2), (1, 2), (0, 2), (99, 3), (2**63 - 1, 3)]:
        assert other.post(path(pair, "read"), {"up_to": up_to}, format="json").status_code == 204
        assert show(other, pair)["read_up_to"] == expected
    assert other.get(unread).json()["count"] == 0
    assert show(app, pair)["receipts"] == [{"user_id": str(bob.pk), "up_to": 3}]
    for wrong in (-1, 2**63, "x", None):
        error_of(other.post(path(pair, "read"), {"up_to": wrong}, format="json"), 400)


def test_who_hides_receipts_does_not_see_others(alice: User, bob: User, api_of: ApiOf) -> None:
    befriend(alice, bob)
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    sent(app, pair)
    other.post(path(pair, "read"), {"up_to": 1}, format="json")
    assert show(app, pair)["receipts"]
    settings = "/api/v1/users/me/message-settings"
    response = other.patch(settings, {"shows_read": False}, format="json")
    assert response.json() == {
        "messages_from": "everyone",
        "shows_read": False,
        "shows_typing": True,
        "shows_presence": True,
    }
    assert show(app, pair)["receipts"] == show(other, pair)["receipts"] == []
    error_of(other.patch(settings, {"shows_read": "no"}, format="json"), 400)
    error_of(other.patch(settings, {"messages_from": "friends"}, format="json"), 400)
    error_of(other.patch(settings, {"shows_reed": True}, format="json"), 400)


def test_a_muted_or_archived_conversation_is_not_counted(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    sent(app, pair)

    def count() -> int:
        found: int = other.get(f"{CONVERSATIONS}/unread").json()["count"]
        return found

    for what in ("mute", "archive"):
        for call, expected in ((other.post, 0), (other.delete, 1)):
            assert [call(path(pair, what)).status_code for _ in range(2)] == [204, 204]
            assert count() == expected
    other.post(path(pair, "archive"))
    assert (listed(other), listed(other, "?folder=archive")) == ([], [pair])
    sent(app, pair)
    assert listed(other, "?folder=archive") == [pair]
    error_of(other.get(f"{CONVERSATIONS}?folder=bin"), 400)


def test_what_is_deleted_for_oneself_stays_for_the_other(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    app, other = api_of(alice), api_of(bob)
    pair = start(app, "bob")
    old = sent(app, pair, "Old")
    assert [other.delete(path(pair)).status_code for _ in range(2)] == [204, 204]
    assert (listed(other), texts(other, pair)) == ([], [])
    assert other.get(f"{CONVERSATIONS}/unread").json()["count"] == 0
    error_of(other.delete(f"/api/v1/messages/{old['id']}"), 404)
    assert texts(app, pair) == ["Old"]
    # Not told that they were read.
    assert show(app, pair)["receipts"] == [{"user_id": str(bob.pk), "up_to": 0}]
    sent(app, pair, "New")
    assert (listed(other), texts(other, pair)) == ([pair], ["New"])
    assert texts(other, pair, "?after_seq=0") == ["New"]
    assert show(other, pair)["unread_count"] == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    count: int,
    alice: User,
    bob: User,
    api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    befriend(alice, bob)
    app = api_of(alice)
    for number in range(count):
        sent(app, start(app, "bob", title=f"Group {number}"))
    # Session · seats with conversations · members with settings · last messages · their senders.
    with django_assert_num_queries(5):
        assert len(listed(app)) == count
    # Session · unread · requests.
    with django_assert_num_queries(3):
        app.get(f"{CONVERSATIONS}/unread")
