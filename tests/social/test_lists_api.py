"""Followers and following: newest first, page by page, and who may read them."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services import suspend_user
from social.models import Follow
from social.services import follow_user, unfollow_user
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
FOLLOWERS = "/api/v1/users/alice/followers"
FOLLOWING = "/api/v1/users/alice/following"


@pytest.fixture
def crowd(alice: User) -> list[str]:
    """Twelve users who follow alice and are followed by her; half of them at the same moment."""
    people = [User.objects.create(username=f"person{number:02}") for number in range(12)]
    for person in people[:6]:
        follow_user(follower=person, following=alice)
        follow_user(follower=alice, following=person)
    moment = Follow.objects.latest("created_at").created_at
    together = people[6:]
    Follow.objects.bulk_create(
        Follow(follower=one, following=other, created_at=moment)
        for person in together
        for one, other in ((person, alice), (alice, person))
    )
    newest = sorted(Follow.objects.filter(following=alice), key=place, reverse=True)
    return [follow.follower.username for follow in newest]


def place(follow: Follow) -> tuple[object, object]:
    return follow.created_at, follow.follower_id


def names(body: dict[str, list[dict[str, str]]]) -> list[str]:
    return [person["username"] for person in body["results"]]


@pytest.mark.parametrize("limit", [1, 5, 12, 100])
@pytest.mark.parametrize("path", [FOLLOWERS, FOLLOWING])
def test_links_lead_to_the_end_and_back_and_show_each_once(
    path: str, limit: int, crowd: list[str], bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    pages = [api.get(f"{path}?limit={limit}").json()]
    while pages[-1]["next"]:
        pages.append(api.get(pages[-1]["next"]).json())
    assert [name for page in pages for name in names(page)] == crowd
    assert pages[0]["previous"] is None
    for earlier, later in pairwise(pages):
        assert names(api.get(later["previous"]).json()) == names(earlier)


def test_pages_neither_repeat_nor_skip_while_rows_change(
    crowd: list[str], alice: User, bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    first = api.get(f"{FOLLOWERS}?limit=5").json()
    follow_user(follower=bob, following=alice)
    Follow.objects.filter(follower__username=crowd[4]).delete()
    assert names(api.get(first["next"]).json()) == crowd[5:10]


def test_a_list_has_summaries_and_nothing_private(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    (found,) = APIClient().get(FOLLOWERS).json()["results"]
    assert set(found) == {"id", "username", "display_name", "avatar", "is_verified"}


def test_the_lists_of_a_public_account_are_public(crowd: list[str]) -> None:
    for path in (FOLLOWERS, FOLLOWING):
        assert names(APIClient().get(path).json()) == crowd


def test_an_inactive_user_is_on_no_list(alice: User, bob: User, carol: User) -> None:
    for person in (bob, carol):
        follow_user(follower=person, following=alice)
        follow_user(follower=alice, following=person)
    suspend_user(user=bob)
    for path in (FOLLOWERS, FOLLOWING):
        assert names(APIClient().get(path).json()) == ["carol"]


def test_unfollowing_shows_on_the_next_read(alice: User, bob: User) -> None:
    follow_user(follower=bob, following=alice)
    assert names(APIClient().get(FOLLOWERS).json()) == ["bob"]
    unfollow_user(follower=bob, following=alice)
    assert names(APIClient().get(FOLLOWERS).json()) == []


# A place in a list of posts, and one beyond all time.
ALIEN = ["PgGh_ewRlX8GnOelVjV4YIY", "Pv" + "_" * 32]
LISTS = [FOLLOWERS, "/api/v1/follow-requests", "/api/v1/users/me/blocked", "/api/v1/users/me/muted"]


@pytest.mark.parametrize("cursor", ["x", "%00", "AAAA", "☃", "a" * 5000, *ALIEN])
@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_that_cannot_be_read_is_refused(
    path: str, cursor: str, alice: User, api_of: ApiOf
) -> None:
    assert error_of(api_of(alice).get(path, {"cursor": cursor}), 400)["code"] == "invalid_cursor"


def test_other_methods_are_refused(alice: User, bob: User, api_of: ApiOf) -> None:
    for path in (FOLLOWERS, FOLLOWING):
        for method in ("post", "put", "delete"):
            response = getattr(api_of(bob), method)(path)
            assert error_of(response, 405)["code"] == "method_not_allowed"


@pytest.mark.parametrize("username", ["nobody", "a" * 500, "%00", "аlice", "a%2Fb"])
def test_an_unknown_user_has_no_lists(username: str, db: None) -> None:
    for name in ("followers", "following"):
        response = APIClient().get(f"/api/v1/users/{username}/{name}")
        assert error_of(response, 404)["attr"] is None


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("path", [FOLLOWERS, FOLLOWING])
def test_a_list_costs_three_queries(
    path: str, count: int, crowd: list[str], bob: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    api = api_of(bob)
    with django_assert_num_queries(3):  # session with viewer · person · follows with people
        assert len(names(api.get(f"{path}?limit={count}").json())) == count
