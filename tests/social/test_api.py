"""Following and unfollowing, for apps."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from social.models import Follow
from social.services import follow_user
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
FOLLOW = "/api/v1/users/alice/follow"


def counts(person: User) -> tuple[int, int]:
    person.refresh_from_db()
    return person.followers_count, person.following_count


def test_following_writes_a_row_both_counts_and_an_event(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    response = api_of(bob).post(FOLLOW)
    assert response.status_code == 200
    assert response.json() == {"state": "following"}
    assert Follow.objects.filter(follower=bob, following=alice).count() == 1
    assert counts(alice) == (1, 0)
    assert counts(bob) == (0, 1)
    assert outbox_payloads("Followed") == [
        {"follower_id": str(bob.pk), "following_id": str(alice.pk)}
    ]


def test_following_again_changes_nothing(alice: User, bob: User, api_of: ApiOf) -> None:
    for _ in range(3):
        assert api_of(bob).post(FOLLOW).json() == {"state": "following"}
    assert Follow.objects.count() == 1
    assert counts(alice) == (1, 0)
    assert len(outbox_payloads("Followed")) == 1


def test_unfollowing_reverts_it_and_is_idempotent(alice: User, bob: User, api_of: ApiOf) -> None:
    follow_user(follower=bob, following=alice)
    for _ in range(3):
        assert api_of(bob).delete(FOLLOW).status_code == 204
    assert not Follow.objects.exists()
    assert counts(alice) == (0, 0)
    assert counts(bob) == (0, 0)
    assert len(outbox_payloads("Unfollowed")) == 1


def test_a_name_is_found_in_any_case(alice: User, bob: User, api_of: ApiOf) -> None:
    assert api_of(bob).post("/api/v1/users/ALICE/follow").status_code == 200
    assert counts(alice) == (1, 0)


def test_following_oneself_is_refused(alice: User, api_of: ApiOf) -> None:
    assert error_of(api_of(alice).post(FOLLOW), 400)["code"] == "self_follow"
    assert not Follow.objects.exists()
    assert counts(alice) == (0, 0)


@pytest.mark.parametrize("username", ["nobody", "no body", "a" * 500, "%00", "аlice", "a%2Fb"])
def test_an_unknown_user_cannot_be_followed(username: str, bob: User, api_of: ApiOf) -> None:
    for method in ("post", "delete"):
        response = getattr(api_of(bob), method)(f"/api/v1/users/{username}/follow")
        assert error_of(response, 404)["attr"] is None


def test_a_suspended_user_is_a_404(alice: User, bob: User, api_of: ApiOf) -> None:
    suspend_user(user=alice)
    assert error_of(api_of(bob).post(FOLLOW), 404)["code"] == "not_found"
    assert error_of(api_of(bob).get("/api/v1/users/alice"), 404)["code"] == "not_found"


def test_the_anonymous_cannot_follow(alice: User) -> None:
    for method in ("post", "delete"):
        response = getattr(APIClient(), method)(FOLLOW)
        assert error_of(response, 401)["code"] == "not_authenticated"
        assert response["WWW-Authenticate"] == "Bearer"
    assert not Follow.objects.exists()


def test_other_methods_are_refused(alice: User, bob: User, api_of: ApiOf) -> None:
    for method in ("get", "put", "patch"):
        assert error_of(getattr(api_of(bob), method)(FOLLOW), 405)["code"] == "method_not_allowed"


def test_a_profile_is_serialized_as_in_the_contract(alice: User) -> None:
    body = APIClient().get("/api/v1/users/Alice").json()
    assert body.pop("id") == str(alice.pk)
    assert body.pop("created_at").endswith("Z")
    assert body == {
        "username": "alice",
        "display_name": "",
        "bio": "",
        "website": "",
        "links": [],
        "avatar": None,
        "is_private": False,
        "is_verified": False,
        "posts_count": 0,
        "followers_count": 0,
        "following_count": 0,
        "relationship": None,
    }


def test_a_profile_states_the_viewers_relation(alice: User, bob: User, api_of: ApiOf) -> None:
    follow_user(follower=bob, following=alice)
    seen_by_bob = api_of(bob).get("/api/v1/users/alice").json()["relationship"]
    assert seen_by_bob == {
        "following": True,
        "requested": False,
        "followed_by": False,
        "blocking": False,
        "muting": False,
        "muting_posts": False,
        "muting_stories": False,
        "close_friend": False,
    }
    seen_by_alice = api_of(alice).get("/api/v1/users/bob").json()["relationship"]
    assert (seen_by_alice["following"], seen_by_alice["followed_by"]) == (False, True)
    assert api_of(bob).get("/api/v1/users/bob").json()["relationship"] is None


def test_a_profile_costs_three_queries(
    alice: User, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    api = api_of(bob)
    # session with viewer · person with relationship · posts that only some viewers see
    with django_assert_num_queries(3):
        api.get("/api/v1/users/alice")
