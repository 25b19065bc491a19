"""The home timeline for apps."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from feeds.home import home_page
from posts.models import Post
from posts.services.likes import like_post
from social.services import follow_user
from tests.factories import make_post
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
FEED = "/api/v1/feed"


def ids_of(body: dict[str, Any]) -> list[str]:
    return [post["id"] for post in body["results"]]


@pytest.fixture
def posts(alice: User, bob: User, carol: User) -> list[str]:
    """The ids that bob, who follows alice, must see; newest first."""
    follow_user(follower=bob, following=alice)
    made = [make_post(author) for author in (alice, bob, carol) * 9]
    return [str(post.pk) for post in made if post.author != carol][::-1]


@pytest.mark.parametrize("limit", [1, 7, 18, 100])
def test_links_lead_to_the_end_and_show_each_post_once(
    limit: int, posts: list[str], bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    path: str | None = f"{FEED}?limit={limit}"
    seen: list[str] = []
    while path:
        body = api.get(path).json()
        assert set(body) == {"results", "next", "previous"}
        assert len(body["results"]) <= limit
        assert body["next"] is None or f"limit={limit}" in body["next"]
        seen += ids_of(body)
        path = body["next"]
    assert seen == posts


def test_a_page_has_twenty_posts_by_default(alice: User, bob: User, api_of: ApiOf) -> None:
    follow_user(follower=bob, following=alice)
    for _ in range(21):
        make_post(alice)
    assert len(api_of(bob).get(FEED).json()["results"]) == 20


def test_pages_neither_repeat_nor_skip_while_posts_change(
    posts: list[str], alice: User, bob: User, api_of: ApiOf
) -> None:
    api = api_of(bob)
    first = api.get(f"{FEED}?limit=5").json()
    make_post(alice)
    Post.objects.filter(pk=posts[4]).delete()
    assert ids_of(api.get(first["next"]).json()) == posts[5:10]


def test_each_post_has_the_viewers_like(
    posts: list[str], bob: User, carol: User, api_of: ApiOf
) -> None:
    like_post(post=Post.objects.get(pk=posts[0]), user=bob)
    like_post(post=Post.objects.get(pk=posts[1]), user=carol)
    first, second = api_of(bob).get(f"{FEED}?limit=2").json()["results"]
    assert (first["liked"], first["likes_count"]) == (True, 1)
    assert (second["liked"], second["likes_count"]) == (False, 1)


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.5"])
def test_a_limit_is_a_number_from_1_to_100(limit: str, bob: User, api_of: ApiOf) -> None:
    assert error_of(api_of(bob).get(FEED, {"limit": limit}), 400)["attr"] == "limit"


@pytest.mark.parametrize("cursor", ["x", "%00", "AAAA", "☃", "a" * 5000])
def test_a_cursor_that_cannot_be_read_is_refused(cursor: str, bob: User, api_of: ApiOf) -> None:
    assert error_of(api_of(bob).get(FEED, {"cursor": cursor}), 400)["code"] == "invalid_cursor"


@pytest.mark.parametrize("order", ["ranked", "oldest", ""])
def test_an_order_that_is_not_built_is_refused(order: str, bob: User, api_of: ApiOf) -> None:
    assert error_of(api_of(bob).get(FEED, {"order": order}), 400)["attr"] == "order"
    assert api_of(bob).get(FEED, {"order": "newest"}).status_code == 200


def test_anonymous_clients_have_no_timeline(db: None) -> None:
    assert error_of(APIClient().get(FEED), 401)["code"] == "not_authenticated"


def test_the_response_is_not_cached(bob: User, api_of: ApiOf) -> None:
    assert api_of(bob).get(FEED)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_one_query_and_three_more_for_new_bodies(
    count: int, alice: User, bob: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    follow_user(follower=bob, following=alice)
    for _ in range(count):
        make_post(alice, photographs=2)
    api = api_of(bob)
    home_page(viewer=bob)  # the timeline is in Redis from here on
    # the page: whether the session is active, what may be seen, and what differs by viewer
    # and for bodies that are not kept yet: posts with author · media
    # · whether that may be seen
    for expected in (4, 1):
        with django_assert_num_queries(expected):
            assert len(api.get(FEED).json()["results"]) == count
