"""Blocks: two users who do not exist for one another."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from accounts.models import User
from social.models import Block, Follow, FollowRequest
from social.services import block_user, follow_user, set_private, unblock_user
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
BLOCK = "/api/v1/users/dave/block"
BLOCKED = "/api/v1/users/me/blocked"


def counts(person: User) -> tuple[int, int]:
    person.refresh_from_db()
    return person.followers_count, person.following_count


def test_a_block_cuts_both_follows_and_counts_right(
    alice: User, bob: User, dave: User, api_of: ApiOf
) -> None:
    for one, other in ((alice, dave), (dave, alice), (bob, alice), (bob, dave)):
        follow_user(follower=one, following=other)
    for _ in range(3):
        assert api_of(alice).post(BLOCK).status_code == 204
    left = Follow.objects.values_list("follower__username", "following__username")
    assert set(left) == {("bob", "alice"), ("bob", "dave")}
    assert counts(alice) == counts(dave) == (1, 0)
    assert counts(bob) == (0, 2)
    assert outbox_payloads("Blocked") == [{"blocker_id": str(alice.pk), "blocked_id": str(dave.pk)}]
    assert len(outbox_payloads("Unfollowed")) == 2


def test_a_block_cuts_both_requests(alice: User, dave: User) -> None:
    for person in (alice, dave):
        set_private(user=person, is_private=True)
    follow_user(follower=alice, following=dave)
    follow_user(follower=dave, following=alice)
    assert FollowRequest.objects.count() == 2
    block_user(blocker=alice, blocked=dave)
    assert not FollowRequest.objects.exists()
    assert len(outbox_payloads("FollowRequestClosed")) == 2


def test_the_blocker_finds_the_head_of_the_profile_and_nothing_else(
    alice: User, dave: User, api_of: ApiOf
) -> None:
    block_user(blocker=alice, blocked=dave)
    api = api_of(alice)
    body = api.get("/api/v1/users/dave").json()
    assert body["relationship"] == {
        "following": False,
        "requested": False,
        "followed_by": False,
        "blocking": True,
        "muting": False,
        "muting_posts": False,
        "muting_stories": False,
        "close_friend": False,
    }
    for path in ("posts", "followers", "following"):
        assert error_of(api.get(f"/api/v1/users/dave/{path}"), 404)["code"] == "not_found"
    for method, path in (
        ("post", "follow"),
        ("post", "mute"),
        ("delete", "follower"),
        ("post", "close-friend"),
    ):
        response = getattr(api, method)(f"/api/v1/users/dave/{path}")
        assert error_of(response, 404)["code"] == "not_found"
    assert not Follow.objects.exists()


def test_blocked_viewers_get_a_404_like_for_an_unknown_user(
    alice: User, dave: User, api_of: ApiOf
) -> None:
    block_user(blocker=alice, blocked=dave)
    api = api_of(dave)
    routes = [
        ("get", ""), ("get", "/posts"), ("get", "/followers"), ("get", "/following"),
        ("post", "/follow"), ("delete", "/follow"), ("delete", "/follower"),
        ("post", "/block"), ("delete", "/block"), ("post", "/mute"), ("delete", "/mute"),
        ("post", "/close-friend"), ("delete", "/close-friend"),
    ]  # fmt: skip
    for method, path in routes:
        there = getattr(api, method)(f"/api/v1/users/alice{path}")
        absent = getattr(api, method)(f"/api/v1/users/nobody{path}")
        assert error_of(there, 404) == error_of(absent, 404)
    assert Block.objects.count() == 1
    assert not Follow.objects.exists()


def test_unblocking_brings_no_follow_back(alice: User, dave: User, api_of: ApiOf) -> None:
    follow_user(follower=dave, following=alice)
    block_user(blocker=alice, blocked=dave)
    for _ in range(3):
        assert api_of(alice).delete(BLOCK).status_code == 204
    assert not Block.objects.exists()
    assert not Follow.objects.exists()
    assert len(outbox_payloads("Unblocked")) == 1
    assert api_of(dave).post("/api/v1/users/alice/follow").json() == {"state": "following"}


def test_blocking_oneself_is_refused(alice: User, api_of: ApiOf) -> None:
    assert error_of(api_of(alice).post("/api/v1/users/alice/block"), 400)["code"] == "self_block"
    assert not Block.objects.exists()


def test_anonymous_requests_cannot_block_and_other_methods_are_refused(
    alice: User, dave: User, api_of: ApiOf
) -> None:
    for method in ("post", "delete"):
        assert error_of(getattr(APIClient(), method)(BLOCK), 401)["code"] == "not_authenticated"
    for method in ("get", "put", "patch"):
        assert error_of(getattr(api_of(alice), method)(BLOCK), 405)["code"] == "method_not_allowed"
    assert not Block.objects.exists()


@pytest.mark.parametrize("username", ["nobody", "a" * 500, "%00", "аlice", "a%2Fb"])
def test_an_unknown_user_cannot_be_blocked(username: str, alice: User, api_of: ApiOf) -> None:
    for method in ("post", "delete"):
        response = getattr(api_of(alice), method)(f"/api/v1/users/{username}/block")
        assert error_of(response, 404)["attr"] is None


def test_the_list_of_blocked_users_is_private(
    alice: User, bob: User, carol: User, dave: User, api_of: ApiOf
) -> None:
    for person in (bob, carol, dave):
        block_user(blocker=alice, blocked=person)
    unblock_user(blocker=alice, blocked=carol)
    api = api_of(alice)
    assert [each["username"] for each in api.get(BLOCKED).json()["results"]] == ["dave", "bob"]
    first = api.get(f"{BLOCKED}?limit=1").json()
    assert [each["username"] for each in api.get(first["next"]).json()["results"]] == ["bob"]
    assert api_of(bob).get(BLOCKED).json()["results"] == []
    assert error_of(APIClient().get(BLOCKED), 401)["code"] == "not_authenticated"


def test_the_blocked_are_in_no_list_that_the_two_read(
    alice: User, bob: User, dave: User, api_of: ApiOf
) -> None:
    for person in (alice, dave):
        follow_user(follower=person, following=bob)
        follow_user(follower=bob, following=person)
    block_user(blocker=alice, blocked=dave)

    def seen_by(viewer: User, path: str) -> set[str]:
        response = api_of(viewer).get(f"/api/v1/users/bob/{path}")
        return {each["username"] for each in response.json()["results"]}

    for path in ("followers", "following"):
        assert seen_by(alice, path) == {"alice"}
        assert seen_by(dave, path) == {"dave"}
        assert seen_by(bob, path) == {"alice", "dave"}
