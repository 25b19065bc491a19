"""The home page: a welcome for visitors, the timeline for logged-in users."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from feeds.home import home_page
from posts.services.deleting import delete_post
from social.services import follow_user
from tests.factories import make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
HTMX = {"HX-Request": "true"}


def cards(page: Page) -> list[str]:
    return [article["id"].removeprefix("post-") for article in page.all("article", id=None)]


def test_anonymous_visitors_get_the_welcome_page(db: None, client: Client) -> None:
    page = Page(client.get("/"))
    assert "A calm place for photos" in page.text
    assert page.meta("description")
    assert page.one("link", rel="canonical")["href"] == "http://testserver/"
    links = {link["href"] for link in page.all("a")}
    assert {"/accounts/signup/", "/accounts/login/"} <= links


def test_a_restored_page_gets_its_cards_again_without_those_that_are_gone(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    shown, gone, preparing = make_post(alice), make_post(alice), make_post(bob, state="processing")
    strange = make_post(carol)
    delete_post(post=gone, actor=alice)
    ids = ",".join(str(post.pk) for post in (shown, gone, preparing, strange))
    page = Page(client_of(bob).get("/", {"ids": ids}, headers=HTMX))
    assert cards(page) == [preparing.shortcode, shown.shortcode]
    assert page.all("html") == page.all("div", id="next") == []


def test_a_newcomer_finds_people_to_follow(alice: User, bob: User, client_of: ClientOf) -> None:
    page = Page(client_of(bob).get("/"))
    assert "Welcome, bob" in page.text
    assert page.one("button", id="follow-alice")["aria-pressed"] == "false"
    assert page.all("button", id="follow-bob") == []


def test_the_timeline_shows_posts_of_followed_users_and_the_viewer(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    posts = [make_post(author, caption="A pier") for author in (alice, bob, alice)][::-1]
    make_post(carol)
    page = Page(client_of(bob).get("/"))
    assert cards(page) == [post.shortcode for post in posts]
    assert len(page.all("img", fetchpriority="high")) == 1
    assert "all caught up" in page.text
    assert page.all("button", id="follow-alice") == []
    assert page.one("button", id="follow-carol")["aria-pressed"] == "false"


def test_the_timeline_goes_on_to_its_end_by_links_and_by_htmx(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    follow_user(follower=bob, following=alice)
    posts = [make_post(alice).shortcode for _ in range(45)][::-1]
    browser = client_of(bob)
    first = Page(browser.get("/"))
    assert cards(first) == posts[:20]
    following = first.one("a", class_="button button-quiet")["href"]
    assert first.one("span", hx_get=None)["hx-get"] == following
    plain, part = Page(browser.get(following)), Page(browser.get(following, headers=HTMX))
    assert cards(plain) == cards(part) == posts[20:40]
    assert part.all("html") == []
    last = Page(browser.get(part.one("span", hx_get=None)["hx-get"], headers=HTMX))
    assert cards(last) == posts[40:]
    assert last.all("span", hx_get=None) == []
    assert len(last.all("div", data_caught_up=None)) == 1


def test_the_viewers_unprocessed_post_is_on_top(alice: User, client_of: ClientOf) -> None:
    old = make_post(alice)
    coming = make_post(alice, state="processing")
    coming.media.update(status="processing", renditions=[])
    page = Page(client_of(alice).get("/"))
    assert cards(page) == [coming.shortcode, old.shortcode]
    assert "preparing your photos" in page.text


def test_a_bad_cursor_has_a_friendly_page(bob: User, client_of: ClientOf) -> None:
    for headers in ({}, HTMX):
        page = Page(client_of(bob).get("/?cursor=nonsense", headers=headers), status=400)
        assert "Start again" in page.text


def test_other_methods_are_refused(bob: User, client_of: ClientOf) -> None:
    assert client_of(bob).post("/").status_code == 405


def test_pages_of_logged_in_users_are_not_cached(bob: User, client_of: ClientOf) -> None:
    assert client_of(bob).get("/")["Cache-Control"] == "private, no-store"
    assert client_of(bob).get("/", headers=HTMX)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("count", [1, 20])
def test_home_costs_four_queries_and_three_more_for_new_cards(
    count: int, alice: User, bob: User, client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    follow_user(follower=bob, following=alice)
    for _ in range(count):
        make_post(alice, photographs=2)
    browser = client_of(bob)
    home_page(viewer=bob)  # the timeline is in Redis from here on
    browser.get("/accounts/settings/")  # the session too
    # viewer · the page: what of it may be seen, and what differs by viewer · suggestions: none
    # · unread conversations
    # and for cards that are not kept yet: posts with author · media
    # · whether that may be seen
    for expected in (7, 4):
        with django_assert_num_queries(expected):
            assert len(cards(Page(browser.get("/")))) == count
