"""Reading posts and profiles through the API, at the same cost for one row and twenty."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from posts.services.likes import like_post
from tests.factories import make_post
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


def test_id_and_shortcode_are_public_names_of_one_post(alice: User) -> None:
    post = make_post(alice, caption="A pier")
    by_id = APIClient().get(f"/api/v1/posts/{post.pk}")
    by_shortcode = APIClient().get(f"/api/v1/posts/{post.shortcode}")
    assert by_id.status_code == by_shortcode.status_code == 200
    assert by_id.json() == by_shortcode.json()
    assert by_id.json()["caption"] == "A pier"
    assert by_id.json()["liked"] is False


def test_liked_is_the_viewers_own(alice: User, bob: User, carol: User, api_of: ApiOf) -> None:
    post = make_post(alice)
    like_post(post=post, user=bob)
    path = f"/api/v1/posts/{post.pk}"
    assert api_of(bob).get(path).json()["liked"] is True
    seen_by_carol = api_of(carol).get(path).json()
    assert (seen_by_carol["liked"], seen_by_carol["likes_count"]) == (False, 1)


@pytest.mark.parametrize(
    "key", ["nothing-her", "x", "0" * 36, "01a1fd62-89d9-7424-a795-634c3dfc9f72", "a" * 400]
)
def test_a_missing_object_is_a_404(db: None, key: str) -> None:
    for path in (f"/api/v1/posts/{key}", f"/api/v1/posts/{key}/comments"):
        assert error_of(APIClient().get(path), 404)


def follow_links(api: APIClient, path: str | None, direction: str) -> list[list[str]]:
    """The ids of every page from `path` on."""
    pages: list[list[str]] = []
    while path:
        body: dict[str, Any] = api.get(path).json()
        assert set(body) == {"results", "next", "previous"}
        pages.append([each["id"] for each in body["results"]])
        path = body[direction]
    return pages


def test_a_profile_is_paged_newest_first_in_both_directions(alice: User) -> None:
    ids = [str(make_post(alice).pk) for _ in range(7)][::-1]
    path = "/api/v1/users/alice/posts?limit=3"
    assert follow_links(APIClient(), path, "next") == [ids[:3], ids[3:6], ids[6:]]
    second = APIClient().get(path).json()["next"]
    third = APIClient().get(second).json()["next"]
    assert follow_links(APIClient(), third, "previous") == [ids[6:], ids[3:6], ids[:3]]


def test_a_page_does_not_shift_when_posts_are_added_or_deleted(alice: User) -> None:
    posts = [make_post(alice) for _ in range(6)][::-1]
    second = APIClient().get("/api/v1/users/alice/posts?limit=3").json()["next"]
    make_post(alice)
    Post.objects.filter(pk=posts[2].pk).delete()
    assert follow_links(APIClient(), second, "next") == [[str(post.pk) for post in posts[3:]]]


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.5", "١", "9" * 5000])
def test_a_limit_is_a_number_from_1_to_100(alice: User, limit: str) -> None:
    response = APIClient().get("/api/v1/users/alice/posts", {"limit": limit})
    assert error_of(response, 400)["attr"] == "limit"


@pytest.mark.parametrize("cursor", ["x", "AAAA", "%00", "☃", "Pg==", "a" * 5000, "PgAB_-"])
def test_a_cursor_that_cannot_be_read_is_refused(alice: User, cursor: str) -> None:
    response = APIClient().get("/api/v1/users/alice/posts", {"cursor": cursor})
    assert error_of(response, 400)["code"] == "invalid_cursor"


def test_posts_of_an_unknown_user_are_a_404(db: None) -> None:
    assert error_of(APIClient().get("/api/v1/users/nobody/posts"), 404)


@pytest.mark.parametrize("count", [1, 20])
def test_a_profile_costs_six_queries(
    alice: User, bob: User, api_of: ApiOf, count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(count):
        make_post(alice, photographs=2)
    api = api_of(bob)
    # session with viewer · person · pinned posts · posts with author, like and save · media
    # · people tagged
    with django_assert_num_queries(6):
        assert len(api.get("/api/v1/users/alice/posts").json()["results"]) == count


def test_a_post_costs_three_queries(
    alice: User, bob: User, api_of: ApiOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post = make_post(alice, photographs=10)
    api = api_of(bob)
    # session with viewer · post with author, like, save, likers and tagged users · media
    with django_assert_num_queries(3):
        assert len(api.get(f"/api/v1/posts/{post.pk}").json()["media"]) == 10
