"""Ways to people one does not follow yet, and what a page says once one does."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from feeds import timelines
from social.services import follow_user, set_private
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.reading import never_left, remember

PHONE = {"viewport": {"width": 390, "height": 844}}

# As after the socket was away for a minute: the page looks for what it missed.
REOPENED = "async () => (await import('instapro/live')).live.emit('reopened', { away: 60_000 })"


def expect_suggestions(page: Page) -> None:
    page.wait_for_url("**/suggestions")
    expect(page.get_by_role("heading", name="People you may know")).to_be_visible()


def test_on_a_phone_people_are_found_from_the_menu_the_lists_and_the_end_of_the_feed(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    follow_user(follower=bob, following=alice)
    show_post(alice, stored_pictures)
    page = open_page(bob, **PHONE)
    page.goto("/")
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="People you may know").click()
    expect_suggestions(page)
    page.goto("/")
    page.get_by_role("link", name="Find people to follow").click()
    expect_suggestions(page)
    for path in ("/bob/following", "/bob/followers", "/alice/followers"):
        page.goto(path)
        page.get_by_role("link", name="Find people", exact=True).click()
        expect_suggestions(page)


@pytest.mark.parametrize(
    ("locale", "follow", "none", "one"),
    [
        ("en", "Follow alice", "followers", "follower"),
        ("de", "Folgen alice", "Follower", "Follower"),
        ("es", "Seguir alice", "seguidores", "seguidor"),
        ("ar", "متابعة alice", "متابِع", "متابِع"),
    ],
)
def test_a_first_follower_is_counted_in_the_singular_at_once(
    locale: str, follow: str, none: str, one: str, open_page: OpenPage, alice: User, bob: User
) -> None:
    page = open_page(bob, locale=locale)
    page.goto("/alice/")
    remember(page)
    followers = page.locator("#followers-count")
    expect(followers.locator("dt")).to_have_text(none)
    page.get_by_role("button", name=follow).click()
    expect(followers.locator("dd")).to_have_text("1")
    expect(followers.locator("dt")).to_have_text(one)
    assert never_left(page)


def test_after_a_request_the_page_says_that_it_was_sent(
    open_page: OpenPage, bob: User, erin: User
) -> None:
    set_private(user=erin, is_private=True)
    page = open_page(bob)
    page.goto("/erin/")
    remember(page)
    expect(page.get_by_text("Follow to see their photos.")).to_be_visible()
    page.get_by_role("button", name="Follow erin").click()
    expect(page.get_by_text("You've sent a request.")).to_be_visible()
    page.get_by_role("button", name="Requested erin").click()
    expect(page.get_by_text("Follow to see their photos.")).to_be_visible()
    assert never_left(page)


def test_only_posts_of_others_are_announced_as_new(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    follow_user(follower=bob, following=alice)
    page = open_page(bob)
    page.goto("/")
    pill = page.locator("#new-posts")
    for author, announced in ((bob, False), (alice, True)):
        show_post(author, stored_pictures)
        timelines.invalidate(bob.pk)
        with page.expect_response(lambda response: response.url.endswith("/")) as answer:
            page.evaluate(REOPENED)
        answer.value.finished()
        expect(pill).to_be_visible(visible=announced)
