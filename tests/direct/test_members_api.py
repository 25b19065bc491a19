"""Groups: who is in them, and what each of them finds."""

from collections.abc import Callable

import pytest

from accounts.models import User
from messaging.models import Conversation, Message
from social.services import block_user
from tests.direct.writing import (
    ApiOf,
    befriend,
    listed,
    path,
    send,
    send_json,
    sent,
    start,
    texts,
)
from tests.responses import error_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(alice: User, bob: User, carol: User, dave: User, api_of: ApiOf) -> str:
    befriend(alice, bob, carol, dave)
    return start(api_of(alice), "bob", "carol", title="Lighthouses")


def members(api_of: ApiOf, user: User, group: str) -> list[str]:
    found = api_of(user).get(path(group)).json()
    return [each["username"] for each in found["members"]]


def test_newcomers_find_what_is_written_from_then_on(
    group: str, alice: User, bob: User, dave: User, api_of: ApiOf
) -> None:
    sent(api_of(alice), group, "Before")
    error_of(api_of(dave).get(path(group)), 404)
    for _ in range(2):
        response = api_of(bob).post(path(group, "members"), {"usernames": ["dave"]}, format="json")
        assert response.status_code == 200
    assert members(api_of, alice, group) == ["alice", "bob", "carol", "dave"]
    sent(api_of(alice), group, "After")
    assert texts(api_of(dave), group) == ["After"]
    assert api_of(dave).get(path(group)).json()["unread_count"] == 1


def test_a_strangers_group_is_a_request(alice: User, bob: User, api_of: ApiOf) -> None:
    group = start(api_of(alice), "bob", title="Join us")
    assert (listed(api_of(bob)), listed(api_of(bob), "?folder=requests")) == ([], [group])


def test_who_has_not_accepted_sees_no_receipts_of_a_group(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    befriend(alice, bob)
    group = start(api_of(alice), "bob", "carol")
    sent(api_of(alice), group)
    assert api_of(carol).get(path(group)).json()["receipts"] == []
    api_of(carol).post(path(group, "accept"))
    receipts = api_of(carol).get(path(group)).json()["receipts"]
    assert {each["user_id"] for each in receipts} == {str(alice.pk), str(bob.pk)}


def test_members_leave_and_the_founder_removes(
    group: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    sent(api_of(alice), group)
    assert error_of(api_of(bob).delete(path(group, "members/carol")), 403)["code"] == "not_founder"
    error_of(api_of(alice).delete(path(group, "members/dave")), 404)
    assert api_of(alice).delete(path(group, "members/Carol")).status_code == 204
    for response in (send(api_of(carol), group), api_of(carol).get(path(group, "messages"))):
        error_of(response, 404)
    assert listed(api_of(carol)) == []
    assert api_of(bob).delete(path(group, "members/bob")).status_code == 204
    assert members(api_of, alice, group) == ["alice"]
    assert sent(api_of(alice), group)["seq"] == 2


def test_a_founder_removes_even_someone_they_block(
    group: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    block_user(blocker=alice, blocked=bob)
    assert api_of(alice).delete(path(group, "members/bob")).status_code == 204
    assert members(api_of, carol, group) == ["alice", "carol"]


def test_when_the_founder_leaves_the_next_member_is_the_founder(
    group: str, alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    assert api_of(alice).delete(path(group, "members/alice")).status_code == 204
    heir = api_of(bob).get(path(group)).json()["founder_id"]
    founder, other = (bob, carol) if heir == str(bob.pk) else (carol, bob)
    assert heir == str(founder.pk)
    assert api_of(founder).delete(path(group, f"members/{other.username}")).status_code == 204


def test_the_last_to_leave_takes_the_group_along(
    group: str, alice: User, bob: User, carol: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    message = sent(api_of(alice), group)
    api_of(bob).post(f"/api/v1/messages/{message['id']}/reactions", {"emoji": "❤️"}, format="json")
    for user in (alice, bob, carol):
        assert api_of(user).delete(path(group, f"members/{user.username}")).status_code == 204
    deliver()
    assert not Message.objects.exists()
    assert not Conversation.objects.exists()


def test_any_member_names_the_group(group: str, bob: User, api_of: ApiOf) -> None:
    response = api_of(bob).patch(path(group), {"title": "  Sea   marks "}, format="json")
    assert response.json()["title"] == "Sea marks"
    for wrong in ("x" * 101, "a\0b", "\ud800", None, 7):
        error_of(send_json(api_of(bob).patch, path(group), {"title": wrong}), 400)
    assert api_of(bob).patch(path(group), {"title": ""}, format="json").json()["title"] == ""


def test_a_pair_is_no_group(alice: User, bob: User, carol: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    pair = start(app, "bob")
    calls = [
        app.patch(path(pair), {"title": "Us"}, format="json"),
        app.post(path(pair, "members"), {"usernames": ["carol"]}, format="json"),
        app.delete(path(pair, "members/bob")),
        app.delete(path(pair, "members/alice")),
    ]
    assert [error_of(each, 400)["code"] for each in calls] == ["not_a_group"] * 4
