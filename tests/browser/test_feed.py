"""Infinite scrolling of feed and profile."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_posts
from tests.browser.reading import never_left, remember
from tests.processes import wait_until

POSTS = 45


@pytest.fixture
def full_house(alice: User, bob: User, stored_pictures: StoredPictures) -> None:
    follow_user(follower=bob, following=alice)
    show_posts(alice, stored_pictures, POSTS)


def scroll_to_the_end(page: Page, items: str) -> None:
    """By the wheel, as a person does, until nothing more comes."""

    def all_there() -> bool:
        page.mouse.wheel(0, 2500)
        page.evaluate("new Promise(requestAnimationFrame)")
        return page.locator(items).count() >= POSTS

    page.mouse.move(700, 400)
    wait_until(all_there, what=f"{POSTS} {items}")


@pytest.mark.usefixtures("full_house")
def test_the_feed_loads_on_by_scrolling_until_all_is_seen(open_page: OpenPage, bob: User) -> None:
    page = open_page(bob)
    page.goto("/")
    remember(page)
    expect(page.get_by_role("article")).to_have_count(20)
    scroll_to_the_end(page, "article")
    expect(page.get_by_text("You're all caught up")).to_be_visible()
    ids = page.locator("article").evaluate_all("cards => cards.map(card => card.id)")
    assert len(ids) == len(set(ids)) == POSTS
    assert never_left(page)


@pytest.mark.usefixtures("full_house")
def test_a_profile_loads_on_by_scrolling(open_page: OpenPage, bob: User) -> None:
    page = open_page(bob)
    page.goto("/alice/")
    remember(page)
    tiles = "main a[href^='/p/']"
    expect(page.locator(tiles)).to_have_count(24)
    scroll_to_the_end(page, tiles)
    links = page.locator(tiles).evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(set(links)) == POSTS
    expect(page.get_by_role("link", name="Older posts")).to_have_count(0)
    assert never_left(page)


@pytest.mark.usefixtures("full_house")
def test_the_back_link_of_a_post_leads_to_the_same_place(open_page: OpenPage, bob: User) -> None:
    page = open_page(bob)
    page.goto("/")
    scroll_to_the_end(page, "article")
    card = page.locator("article").filter(has_text="Picture 12").first
    link = card.get_by_role("link", name="Comment", exact=True)
    link.scroll_into_view_if_needed()
    before = wait_until(lambda: height_of(link), what="the link on the screen")
    link.click()
    page.wait_for_url("**/p/**")
    page.go_back()
    expect(page.get_by_role("article")).to_have_count(POSTS)
    wait_until(lambda: is_at(link, before), what=f"{before} px again")


def is_at(link: Locator, height: float) -> bool:
    now = height_of(link)
    return now is not None and abs(now - height) < 2


def height_of(link: Locator) -> float | None:
    """In pixels from the top of the screen; None while the card is being exchanged."""
    box = link.bounding_box()
    return box["y"] if box else None
