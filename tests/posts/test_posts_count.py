"""The count on a profile is that of its list, for every viewer."""

from collections.abc import Callable
from itertools import product

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import User
from posts.models import Post
from posts.services.editing import edit_post
from posts.services.pinning import pin_post
from social.services import add_close_friend
from tests.factories import make_post
from tests.pages import Page
from tests.relations import ALL_KINDS, may_find_profile, may_see, relate

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
STATES = ["ready", "processing", "failed"]
LONG_AGO = "2026-01-01T00:00Z"


def make_one_of_each(author: User) -> None:
    for audience, state in product(Post.Audience.values, STATES):
        make_post(author, audience=audience, state=state)
        make_post(author, audience=audience, state=state, archived_at=LONG_AGO)
        make_post(author, audience=audience, state=state, deleted_at=LONG_AGO)
    shown = Post.objects.filter(author=author, audience="followers", archived_at=None)
    pin_post(post=shown.filter(deleted_at=None, state="ready").get(), actor=author)
    make_post(author)


def shown_count(page: Page) -> int:
    """The number in the head of a profile's page."""
    (number, *_others) = [each for each in page.all("dd") if each.text]
    return int(number.text)


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_of_viewer_gets_the_list(
    kind: str, private: bool, bob: User, erin: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    make_one_of_each(erin)
    viewer = relate(kind, bob, erin, private=private)
    api, browser = (api_of(viewer), client_of(viewer)) if viewer else (APIClient(), Client())
    response = api.get("/api/v1/users/erin")
    if not may_find_profile(kind):
        assert response.status_code == 404
        return
    count = response.json()["posts_count"]
    page = Page(browser.get("/erin/"))
    assert shown_count(page) == count
    assert f"{count} posts, " in page.meta("og:description")
    listed = api.get("/api/v1/users/erin/posts?limit=100")
    if may_see(kind, private=private):
        assert len(listed.json()["results"]) == count
    else:
        # The head of a closed account says how many are for all its followers.
        assert listed.status_code in {403, 404}
        erin.refresh_from_db()
        assert count == erin.posts_count == 2


def test_the_author_counts_all_unarchived_posts(erin: User, api_of: ApiOf) -> None:
    make_one_of_each(erin)
    api = api_of(erin)
    listed = len(api.get("/api/v1/users/erin/posts?limit=100").json()["results"])
    assert listed == 10
    assert api.get("/api/v1/users/me").json()["posts_count"] == listed
    changed = api.patch("/api/v1/users/me", {"bio": "Tides"}, format="json").json()
    assert changed["posts_count"] == listed
    erin.refresh_from_db()
    assert erin.posts_count == 2


def test_the_number_follows_a_change_of_audience_at_once(
    alice: User, bob: User, api_of: ApiOf
) -> None:
    post = make_post(alice)
    add_close_friend(owner=alice, friend=bob)

    def count(api: APIClient) -> int:
        number: int = api.get("/api/v1/users/alice").json()["posts_count"]
        return number

    for audience, friend, stranger in (
        ("public", 1, 1), ("close_friends", 1, 0), ("followers", 0, 0), ("public", 1, 1),
    ):  # fmt: skip
        edit_post(post=post, actor=alice, audience=audience)
        assert (count(api_of(bob)), count(APIClient())) == (friend, stranger)


@pytest.mark.parametrize("count", [1, 20])
def test_a_person_costs_three_queries(
    count: int, alice: User, bob: User, api_of: ApiOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(count):
        make_post(alice, audience="followers")
        make_post(alice)
    api = api_of(bob)
    # session with viewer · person with relationship · restricted posts that the viewer sees
    with django_assert_num_queries(3):
        assert api.get("/api/v1/users/alice").json()["posts_count"] == count
