"""Close friends: a private list that notifies no one."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.events import AccountPurgeStarted
from accounts.models import User
from accounts.services import suspend_user
from core.errors import NotFoundError
from core.models import OutboxEntry
from core.outbox import emit
from social.models import CloseFriend
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    remove_close_friend,
    remove_follower,
    unblock_user,
)
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
CLOSE = "/api/v1/users/bob/close-friend"
LIST = "/api/v1/users/me/close-friends"


def names(response: object) -> list[str]:
    return [person["username"] for person in response.json()["results"]]  # type: ignore[attr-defined]


def pairs() -> set[tuple[str, str]]:
    return set(CloseFriend.objects.values_list("owner__username", "friend__username"))


def test_adding_and_removing_is_idempotent_and_notifies_no_one(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    before = OutboxEntry.objects.count()
    api = api_of(alice)
    for _ in range(3):
        assert api.post(CLOSE).status_code == 204
    assert pairs() == {("alice", "bob")}
    for _ in range(3):
        assert api.delete(CLOSE).status_code == 204
    assert pairs() == set()
    assert OutboxEntry.objects.count() == before


def test_only_the_owner_sees_who_is_one(alice: User, bob: User, api_of: ApiOf) -> None:
    add_close_friend(owner=alice, friend=bob)
    seen_by_alice = api_of(alice).get("/api/v1/users/bob").json()["relationship"]
    assert seen_by_alice["close_friend"] is True
    seen_by_bob = api_of(bob).get("/api/v1/users/alice").json()["relationship"]
    assert not any(seen_by_bob.values())
    assert names(api_of(alice).get(LIST)) == ["bob"]
    assert names(api_of(bob).get(LIST)) == []


def test_a_user_is_not_their_own_close_friend(alice: User, api_of: ApiOf) -> None:
    response = api_of(alice).post("/api/v1/users/alice/close-friend")
    assert error_of(response, 400)["code"] == "self_close_friend"
    with pytest.raises(IntegrityError):
        CloseFriend.objects.create(owner=alice, friend=alice)


@pytest.mark.parametrize("username", ["nobody", "a" * 500, "%00", "аlice", "a%2Fb"])
def test_an_unknown_user_cannot_be_a_close_friend(
    username: str, alice: User, api_of: ApiOf
) -> None:
    for method in ("post", "delete"):
        response = getattr(api_of(alice), method)(f"/api/v1/users/{username}/close-friend")
        assert error_of(response, 404)["attr"] is None


def test_suspended_users_cannot_be_added_and_are_not_listed(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    for person in (bob, carol):
        add_close_friend(owner=alice, friend=person)
    suspend_user(user=bob)
    assert names(api_of(alice).get(LIST)) == ["carol"]
    assert error_of(api_of(alice).post(CLOSE), 404)["code"] == "not_found"


def test_strangers_to_the_site_have_none_and_other_methods_are_refused(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    for method, path in (("post", CLOSE), ("delete", CLOSE), ("get", LIST)):
        assert error_of(getattr(APIClient(), method)(path), 401)["code"] == "not_authenticated"
    for method in ("get", "put", "patch"):
        assert error_of(getattr(api_of(alice), method)(CLOSE), 405)["code"] == "method_not_allowed"
    for method in ("post", "put", "delete"):
        assert error_of(getattr(api_of(alice), method)(LIST), 405)["code"] == "method_not_allowed"
    assert pairs() == set()


def test_the_list_is_newest_first_page_by_page(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    for person in (bob, carol, dave):
        add_close_friend(owner=alice, friend=person)
    remove_close_friend(owner=alice, friend=carol)
    api = api_of(alice)
    assert names(api.get(LIST)) == ["dave", "bob"]
    first = api.get(f"{LIST}?limit=1").json()
    assert names(api.get(first["next"])) == ["bob"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_two_queries(
    count: int, alice: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        friend = User.objects.create(username=f"person{number}")
        add_close_friend(owner=alice, friend=friend)
    api = api_of(alice)
    with django_assert_num_queries(2):  # session with viewer · close friends with people
        assert len(names(api.get(LIST))) == count


@pytest.mark.parametrize("blocker", ["alice", "bob"])
def test_a_block_ends_it_both_ways_and_unblocking_brings_it_not_back(
    blocker: str, alice: User, bob: User, carol: User
) -> None:
    for owner, friend in ((alice, bob), (bob, alice), (alice, carol)):
        add_close_friend(owner=owner, friend=friend)
    one, other = (alice, bob) if blocker == "alice" else (bob, alice)
    block_user(blocker=one, blocked=other)
    assert pairs() == {("alice", "carol")}
    for owner, friend in ((one, other), (other, one)):
        with pytest.raises(NotFoundError):
            add_close_friend(owner=owner, friend=friend)
    unblock_user(blocker=one, blocked=other)
    assert pairs() == {("alice", "carol")}


def test_a_removed_follower_is_no_close_friend_any_more(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    for owner, friend in ((alice, bob), (bob, alice)):
        add_close_friend(owner=owner, friend=friend)
    remove_follower(user=alice, follower=bob)
    assert pairs() == {("bob", "alice")}


def test_a_purged_user_is_on_no_list(
    alice: User, bob: User, carol: User, deliver: Callable[[], None]
) -> None:
    for owner, friend in ((alice, bob), (bob, alice), (carol, alice), (bob, carol)):
        add_close_friend(owner=owner, friend=friend)
    emit(AccountPurgeStarted(user_id=alice.pk))
    deliver()
    assert pairs() == {("bob", "carol")}
