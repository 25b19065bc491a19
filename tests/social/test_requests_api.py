"""Private accounts: follow requests, accepted or declined."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from core.errors import NotFoundError
from social.models import Follow, FollowRequest
from social.services import (
    accept_request,
    block_user,
    follow_user,
    set_private,
    unfollow_user,
)
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
FOLLOW = "/api/v1/users/erin/follow"
REQUESTS = "/api/v1/follow-requests"
ACCEPT = f"{REQUESTS}/bob/accept"
DECLINE = f"{REQUESTS}/bob/decline"


@pytest.fixture(autouse=True)
def _erin_is_private(erin: User) -> None:
    set_private(user=erin, is_private=True)


def counts(person: User) -> tuple[int, int]:
    person.refresh_from_db()
    return person.followers_count, person.following_count


def names(response: object) -> list[str]:
    return [person["username"] for person in response.json()["results"]]  # type: ignore[attr-defined]


def test_following_a_private_account_sends_a_request(bob: User, erin: User, api_of: ApiOf) -> None:
    api = api_of(bob)
    for _ in range(3):
        response = api.post(FOLLOW)
        assert (response.status_code, response.json()) == (200, {"state": "requested"})
    assert not Follow.objects.exists()
    assert FollowRequest.objects.count() == 1
    assert (counts(erin), counts(bob)) == ((0, 0), (0, 0))
    ids = {"follower_id": str(bob.pk), "following_id": str(erin.pk)}
    assert outbox_payloads("FollowRequested") == [ids]
    assert outbox_payloads("Followed") == []
    relationship = api.get("/api/v1/users/erin").json()["relationship"]
    assert (relationship["requested"], relationship["following"]) == (True, False)
    assert names(api_of(erin).get(REQUESTS)) == ["bob"]


def test_accepting_makes_a_follower_once(bob: User, erin: User, api_of: ApiOf) -> None:
    follow_user(follower=bob, following=erin)
    for _ in range(3):
        assert api_of(erin).post(ACCEPT).status_code == 204
    assert Follow.objects.filter(follower=bob, following=erin).count() == 1
    assert not FollowRequest.objects.exists()
    assert (counts(erin), counts(bob)) == ((1, 0), (0, 1))
    assert len(outbox_payloads("Followed")) == len(outbox_payloads("FollowRequestClosed")) == 1
    assert api_of(bob).post(FOLLOW).json() == {"state": "following"}


def test_a_declined_request_leaves_nothing_and_can_be_repeated(
    bob: User, erin: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=erin)
    for _ in range(3):
        assert api_of(erin).post(DECLINE).status_code == 204
    assert not FollowRequest.objects.exists()
    assert not Follow.objects.exists()
    assert len(outbox_payloads("FollowRequestClosed")) == 1
    assert api_of(bob).post(FOLLOW).json() == {"state": "requested"}


def test_unfollowing_takes_the_request_back(bob: User, erin: User, api_of: ApiOf) -> None:
    follow_user(follower=bob, following=erin)
    for _ in range(3):
        assert api_of(bob).delete(FOLLOW).status_code == 204
    assert not FollowRequest.objects.exists()
    assert outbox_payloads("Unfollowed") == []
    assert error_of(api_of(erin).post(ACCEPT), 404)["code"] == "not_found"
    assert not Follow.objects.exists()


def test_existing_followers_stay_when_the_account_goes_private(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=alice)
    set_private(user=alice, is_private=True)
    assert api_of(bob).post("/api/v1/users/alice/follow").json() == {"state": "following"}
    assert not FollowRequest.objects.exists()


def test_a_user_cannot_answer_for_another(
    bob: User, carol: User, erin: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=erin)
    for app in (api_of(carol), api_of(bob)):
        assert error_of(app.post(ACCEPT), 404)["code"] == "not_found"
        assert app.post(DECLINE).status_code == 204
        assert names(app.get(REQUESTS)) == []
    assert FollowRequest.objects.count() == 1
    assert not Follow.objects.exists()


@pytest.mark.parametrize("path", [ACCEPT, DECLINE])
def test_requests_are_answered_by_post_and_after_login(
    path: str, bob: User, erin: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=erin)
    assert error_of(APIClient().post(path), 401)["code"] == "not_authenticated"
    for method in ("get", "put", "delete"):
        assert error_of(getattr(api_of(erin), method)(path), 405)["code"] == "method_not_allowed"
    assert FollowRequest.objects.count() == 1


@pytest.mark.parametrize("username", ["nobody", "a" * 500, "%00", "a%2Fb", "…"])
@pytest.mark.parametrize("action", ["accept", "decline"])
def test_an_unknown_user_cannot_be_answered(
    username: str, action: str, erin: User, api_of: ApiOf
) -> None:
    assert error_of(api_of(erin).post(f"{REQUESTS}/{username}/{action}"), 404)["attr"] is None


def test_the_list_is_private_and_newest_first(
    alice: User, bob: User, carol: User, dave: User, erin: User, api_of: ApiOf
) -> None:
    for person in (alice, bob, carol, dave):
        follow_user(follower=person, following=erin)
    suspend_user(user=carol)
    api = api_of(erin)
    assert names(api.get(REQUESTS)) == ["dave", "bob", "alice"]
    first = api.get(f"{REQUESTS}?limit=2").json()
    assert [person["username"] for person in first["results"]] == ["dave", "bob"]
    assert names(api.get(first["next"])) == ["alice"]
    assert error_of(APIClient().get(REQUESTS), 401)["code"] == "not_authenticated"
    assert error_of(api.post(REQUESTS), 405)["code"] == "method_not_allowed"


def test_a_block_ends_the_request_and_no_acceptance_brings_it_back(
    bob: User, erin: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=erin)
    block_user(blocker=bob, blocked=erin)
    assert not FollowRequest.objects.exists()
    assert error_of(api_of(erin).post(ACCEPT), 404)["code"] == "not_found"
    assert len(outbox_payloads("FollowRequestClosed")) == 1


def test_going_public_accepts_pending_requests(
    alice: User, bob: User, erin: User, deliver: Callable[[], None]
) -> None:
    for person in (alice, bob):
        follow_user(follower=person, following=erin)
    set_private(user=erin, is_private=False)
    deliver()
    assert set(Follow.objects.values_list("follower__username", flat=True)) == {"alice", "bob"}
    assert not FollowRequest.objects.exists()
    assert counts(erin) == (2, 0)
    assert counts(alice) == counts(bob) == (0, 1)


def test_going_public_can_discard_pending_requests(
    bob: User, erin: User, deliver: Callable[[], None]
) -> None:
    follow_user(follower=bob, following=erin)
    set_private(user=erin, is_private=False, accept_waiting=False)
    assert not FollowRequest.objects.exists()
    deliver()
    assert not Follow.objects.exists()
    assert (counts(erin), counts(bob)) == ((0, 0), (0, 0))


def test_a_request_after_going_private_again_is_pending(
    alice: User, bob: User, erin: User, deliver: Callable[[], None]
) -> None:
    follow_user(follower=bob, following=erin)
    set_private(user=erin, is_private=False)
    set_private(user=erin, is_private=True)
    follow_user(follower=alice, following=erin)
    deliver()
    assert not Follow.objects.exists()
    assert FollowRequest.objects.count() == 2


def test_a_pending_requester_follows_a_public_account_at_once(bob: User, erin: User) -> None:
    follow_user(follower=bob, following=erin)
    set_private(user=erin, is_private=False)
    assert follow_user(follower=bob, following=erin) == "following"
    assert not FollowRequest.objects.exists()
    assert counts(erin) == (1, 0)


def test_the_accounts_current_state_counts_not_the_pages(bob: User, erin: User) -> None:
    shown = User.objects.get(pk=erin.pk)
    set_private(user=erin, is_private=False)
    assert follow_user(follower=bob, following=shown) == "following"
    unfollow_user(follower=bob, following=erin)
    shown = User.objects.get(pk=erin.pk)
    set_private(user=erin, is_private=True)
    assert follow_user(follower=bob, following=shown) == "requested"
    block_user(blocker=erin, blocked=bob)
    with pytest.raises(NotFoundError):
        follow_user(follower=bob, following=shown)


def test_privacy_changes_once(erin: User) -> None:
    for _ in range(3):
        set_private(user=erin, is_private=False)
    assert len(outbox_payloads("WentPublic")) == 1
    erin.refresh_from_db()
    assert erin.is_private is False


def test_a_request_withdrawn_while_the_account_goes_public_is_not_accepted(
    bob: User, erin: User, deliver: Callable[[], None]
) -> None:
    follow_user(follower=bob, following=erin)
    set_private(user=erin, is_private=False)
    unfollow_user(follower=bob, following=erin)
    deliver()
    assert not Follow.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_two_queries(
    count: int, erin: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        person = User.objects.create(username=f"person{number}")
        follow_user(follower=person, following=erin)
    api = api_of(erin)
    with django_assert_num_queries(2):  # session with viewer · requests with people
        assert len(names(api.get(REQUESTS))) == count


def test_a_removed_follower_of_a_private_account_must_request_again(
    bob: User, erin: User, api_of: ApiOf
) -> None:
    follow_user(follower=bob, following=erin)
    accept_request(follower=bob, following=erin)
    for _ in range(3):
        assert api_of(erin).delete("/api/v1/users/bob/follower").status_code == 204
    assert (counts(erin), counts(bob)) == ((0, 0), (0, 0))
    assert len(outbox_payloads("Unfollowed")) == 1
    assert api_of(bob).post(FOLLOW).json() == {"state": "requested"}
