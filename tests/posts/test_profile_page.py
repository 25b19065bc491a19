"""The profile page: the user, and all of their posts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.services import suspend_user
from posts.models import Post
from social.models import FollowRequest
from social.services import follow_user, set_private
from tests.factories import NOW, make_post, make_users
from tests.pages import Page
from tests.posts.hostile import HOSTILE, assert_harmless, make_hostile

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def shown(page: Page) -> list[str]:
    """The addresses of the posts on a page, in order."""
    return [link["href"] for link in page.all("a", href=None) if link["href"].startswith("/p/")]


def test_search_engines_get_profile_metadata(alice: User, bob: User, client: Client) -> None:
    follow_user(follower=bob, following=alice)
    make_post(alice)
    alice.refresh_from_db()
    alice.display_name, alice.bio = "Alice Adler", "Lighthouses\nand tides"
    alice.save()
    page = Page(client.get("/alice/"))
    assert page.title == "Alice Adler (@alice) • InstaPro"
    assert page.meta("description") == "1 post, 1 follower. Lighthouses and tides"
    assert page.one("link", rel="canonical")["href"] == "http://testserver/alice/"
    assert page.meta("og:type") == "profile"
    assert page.meta("og:url") == "http://testserver/alice/"
    data = page.json_ld
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"]["name"] == "Alice Adler"
    assert data["mainEntity"]["alternateName"] == "alice"
    assert data["mainEntity"]["interactionStatistic"][0]["userInteractionCount"] == 1


def test_a_shared_profile_shows_a_picture(
    alice: User, bob: User, client: Client, client_of: ClientOf
) -> None:
    """The avatar; without one the newest photo that everyone may see, else the site's own."""
    site = "http://testserver/static/img/preview.png"
    assert Page(client.get("/alice/")).meta("og:image") == site
    assert Page(client.get("/")).meta("og:image") == site
    make_post(alice, media_url="aa/1080.jpg", pinned_at=NOW)
    make_post(alice, media_url="bb/1080.jpg")
    make_post(alice, media_url="cc/1080.jpg", audience=Post.Audience.FOLLOWERS)
    for viewer in (client, client_of(alice)):
        assert Page(viewer.get("/alice/")).meta("og:image") == "http://testserver/media/bb/1080.jpg"
    alice.avatar = "dd/ee/dd.webp"
    alice.save()
    assert Page(client.get("/alice/")).meta("og:image") == "http://testserver/media/dd/ee/dd.webp"
    bob.is_private = True
    bob.save()
    make_post(bob)
    assert Page(client.get("/bob/")).meta("og:image") == site


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, alice: User, client: Client) -> None:
    make_hostile(alice, text)
    page = Page(client.get("/alice/"))
    assert_harmless(page, text[:60])
    assert page.json_ld["mainEntity"]["name"] == text[:60]


@pytest.mark.parametrize("name", ["Alice", "ALICE", "aLiCe"])
def test_a_name_has_one_url(name: str, alice: User, client: Client) -> None:
    response = client.get(f"/{name}/")
    assert (response.status_code, response["Location"]) == (301, "/alice/")


@pytest.mark.parametrize("name", ["nobody", "no body", "аlice", "a" * 300, "..", "%00"])
def test_an_unknown_user_has_a_not_found_page(name: str, db: None, client: Client) -> None:
    assert "Page not found" in Page(client.get(f"/{name}/"), status=404).text


def test_a_suspended_user_is_a_404(alice: User, client: Client) -> None:
    suspend_user(user=alice)
    assert client.get("/alice/").status_code == 404


def test_the_grid_goes_on_to_its_end_by_links_and_by_htmx(alice: User, client: Client) -> None:
    posts = [make_post(alice).get_absolute_url() for _ in range(50)][::-1]
    first = Page(client.get("/alice/"))
    assert shown(first) == posts[:24]
    following = first.one("a", class_="button button-quiet")["href"]
    plain = Page(client.get(following))
    part = Page(client.get(following, headers=HTMX))
    assert shown(plain) == shown(part) == posts[24:48]
    assert part.all("html") == []
    rest = Page(client.get(part.one("span", hx_get=None)["hx-get"], headers=HTMX))
    assert shown(rest) == posts[48:]
    assert rest.all("span", hx_get=None) == []


def test_a_bad_cursor_has_a_friendly_page(alice: User, client: Client) -> None:
    for headers in ({}, HTMX):
        page = Page(client.get("/alice/?cursor=nonsense", headers=headers), status=400)
        assert "Start again" in page.text


def test_the_button_states_the_viewers_relation(
    alice: User, bob: User, carol: User, client_of: ClientOf, client: Client
) -> None:
    follow_user(follower=bob, following=alice)
    menu = Page(client_of(bob).get("/alice/")).one("button", id="follow-alice")
    assert "Following" in menu.text
    stranger = Page(client_of(carol).get("/alice/"))
    assert stranger.one("button", id="follow-alice")["aria-pressed"] == "false"
    assert Page(client_of(alice).get("/alice/")).all("button", id="follow-alice") == []
    anonymous = Page(client.get("/alice/"))
    assert anonymous.all("button", id="follow-alice") == []
    assert anonymous.one("a", class_="button button-ink")["href"] == (
        "/accounts/login/?next=/alice/"
    )


@pytest.mark.parametrize("count", [1, 20])
def test_a_profile_costs_three_queries_once_its_parts_are_kept(
    count: int, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(count):
        make_post(alice, photographs=2)
    browser = client_of(bob)
    browser.get("/create")  # the session is in the cache from here on
    # Beside the three below: for tiles that are not kept, posts with author · media · whether they
    # may still be seen; the same for the picture of the link preview.
    with django_assert_num_queries(9):
        assert len(shown(Page(browser.get("/alice/")))) == count
    # viewer · person with relationship, posts and the number of restricted ones
    # · unread conversations
    with django_assert_num_queries(3):
        assert len(shown(Page(browser.get("/alice/")))) == count


def test_ones_own_private_profile_counts_the_follow_requests_once(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    set_private(user=alice, is_private=True)
    follow_user(follower=bob, following=alice)
    browser = client_of(alice)
    with CaptureQueriesContext(connection) as queries:
        page = Page(browser.get("/alice/"))
    assert page.one("live-part", id="follow-requests").text.split() == ["1", "follow", "request"]
    counting = [query for query in queries if "follow_requests" in query["sql"].split("WHERE")[0]]
    assert len([query for query in counting if "COUNT(" in query["sql"]]) == 1


def test_a_great_many_follow_requests_are_not_counted_to_the_end(
    alice: User, client_of: ClientOf
) -> None:
    set_private(user=alice, is_private=True)
    people = make_users(f"person{number}" for number in range(101))
    FollowRequest.objects.bulk_create(
        FollowRequest(follower=person, following=alice) for person in people
    )
    page = Page(client_of(alice).get("/alice/"))
    assert page.one("live-part", id="follow-requests").text.strip() == "99+ follow requests"
