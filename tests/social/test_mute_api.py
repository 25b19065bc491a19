"""Mutes: out of the own feed, and of nothing else."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from rest_framework.test import APIClient

from accounts.models import User
from core import redis
from posts.models import Post
from social.models import Follow, Mute
from social.services import follow_user, mute_user
from tests.factories import make_post
from tests.responses import error_of, outbox_payloads

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
MUTE = "/api/v1/users/alice/mute"
MUTED = "/api/v1/users/me/muted"
FEED = "/api/v1/feed"


@pytest.fixture
def post(alice: User, bob: User) -> Post:
    follow_user(follower=bob, following=alice)
    return make_post(alice)


def shown(api: APIClient, path: str) -> list[str]:
    return [post["id"] for post in api.get(path).json()["results"]]


def test_muted_users_leave_the_feed_at_once_and_return_completely(
    post: Post, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    api = api_of(bob)
    assert shown(api, FEED) == [str(post.pk)]
    for _ in range(3):
        assert api.post(MUTE).status_code == 204
    assert shown(api, FEED) == []
    deliver()
    assert shown(api, FEED) == []
    for _ in range(3):
        assert api.delete(MUTE).status_code == 204
    deliver()
    assert shown(api, FEED) == [str(post.pk)]


@pytest.mark.parametrize(
    ("body", "posts", "stories"),
    [
        (None, True, True),
        ({}, True, True),
        ({"stories": False}, True, False),
        ({"posts": False}, False, True),
        ({"posts": True, "stories": True}, True, True),
    ],
)
def test_a_mute_covers_posts_stories_or_both(
    body: dict[str, bool] | None, posts: bool, stories: bool, post: Post, bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    assert api.post(MUTE, body, format="json").status_code == 204
    relationship = api.get("/api/v1/users/alice").json()["relationship"]
    assert relationship["muting"] is True
    assert (relationship["muting_posts"], relationship["muting_stories"]) == (posts, stories)
    assert (shown(api, FEED) == []) is posts
    assert [each["username"] for each in api.get(MUTED).json()["results"]] == ["alice"]


def test_muting_stories_leaves_the_feed_as_it_is_with_and_without_redis(
    post: Post, alice: User, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    mute_user(muter=bob, muted=alice, posts=False)
    api = api_of(bob)
    for _ in range(2):
        assert shown(api, FEED) == [str(post.pk)]
        deliver()
    redis.disposable().flushdb()
    assert shown(api, FEED) == [str(post.pk)]


def test_muting_with_other_options_changes_it(
    post: Post, alice: User, bob: User, api_of: ApiOf, deliver: Callable[[], None]
) -> None:
    api = api_of(bob)
    ids = {"muter_id": str(bob.pk), "muted_id": str(alice.pk)}
    for posts, muted, unmuted in ((False, 0, 0), (True, 1, 0), (True, 1, 0), (False, 1, 1)):
        assert api.post(MUTE, {"posts": posts}, format="json").status_code == 204
        assert Mute.objects.get().posts is posts
        assert outbox_payloads("Muted") == [ids] * muted
        assert outbox_payloads("Unmuted") == [ids] * unmuted
    deliver()
    assert shown(api, FEED) == [str(post.pk)]
    api.delete(MUTE)
    assert not Mute.objects.exists()
    assert len(outbox_payloads("Unmuted")) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"posts": False, "stories": False},
        {"posts": "yes"},
        {"stories": 1},
        {"posts": None},
        {"posts": []},
        {"story": False},
        [],
        "posts",
        7,
    ],
)
def test_a_mute_of_nothing_or_of_nonsense_is_refused(
    body: object, alice: User, bob: User, api_of: ApiOf
) -> None:
    error_of(api_of(bob).post(MUTE, body, format="json"), 400)
    assert not Mute.objects.exists()


def test_a_mute_of_nothing_is_no_row_either(alice: User, bob: User) -> None:
    with pytest.raises(IntegrityError):
        Mute.objects.create(muter=bob, muted=alice, posts=False, stories=False)


def test_each_change_is_one_event(post: Post, alice: User, bob: User, api_of: ApiOf) -> None:
    for method in ("post", "post", "delete", "delete"):
        getattr(api_of(bob), method)(MUTE)
    ids = {"muter_id": str(bob.pk), "muted_id": str(alice.pk)}
    assert outbox_payloads("Muted") == outbox_payloads("Unmuted") == [ids]


def test_the_muted_keep_their_profile_and_their_follower_and_learn_nothing(
    post: Post, alice: User, bob: User, api_of: ApiOf
) -> None:
    mute_user(muter=bob, muted=alice)
    assert shown(api_of(bob), "/api/v1/users/alice/posts") == [str(post.pk)]
    assert Follow.objects.count() == 1
    relationship = api_of(bob).get("/api/v1/users/alice").json()["relationship"]
    assert (relationship["muting"], relationship["following"]) == (True, True)
    assert not any(
        value
        for name, value in api_of(alice).get("/api/v1/users/bob").json()["relationship"].items()
        if name != "followed_by"
    )


def test_muting_oneself_is_refused(alice: User, api_of: ApiOf) -> None:
    assert error_of(api_of(alice).post(MUTE), 400)["code"] == "self_mute"
    assert not Mute.objects.exists()


def test_anonymous_requests_cannot_mute_and_other_methods_are_refused(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    for method in ("post", "delete"):
        assert error_of(getattr(APIClient(), method)(MUTE), 401)["code"] == "not_authenticated"
    for method in ("get", "put", "patch"):
        assert error_of(getattr(api_of(bob), method)(MUTE), 405)["code"] == "method_not_allowed"
    assert not Mute.objects.exists()


@pytest.mark.parametrize("username", ["nobody", "a" * 500, "%00", "аlice", "a%2Fb"])
def test_an_unknown_user_cannot_be_muted(username: str, bob: User, api_of: ApiOf) -> None:
    for method in ("post", "delete"):
        response = getattr(api_of(bob), method)(f"/api/v1/users/{username}/mute")
        assert error_of(response, 404)["attr"] is None


def test_the_list_of_muted_users_is_private(
    alice: User, bob: User, carol: User, api_of: ApiOf
) -> None:
    for person in (alice, carol):
        mute_user(muter=bob, muted=person)
    api = api_of(bob)
    assert [each["username"] for each in api.get(MUTED).json()["results"]] == ["carol", "alice"]
    first = api.get(f"{MUTED}?limit=1").json()
    assert [each["username"] for each in api.get(first["next"]).json()["results"]] == ["alice"]
    assert api_of(alice).get(MUTED).json()["results"] == []
    assert error_of(APIClient().get(MUTED), 401)["code"] == "not_authenticated"
