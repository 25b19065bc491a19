"""Menus and questions hold the focus, and give it back."""

import re

from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.factories import make_comment

# Between the last entry and the first the browser's own controls may have their turn.
FOCUSED = "menu => menu.contains(document.activeElement)"


def expect_to_hold_the_focus(page: Page, opener: Locator, menu: Locator) -> None:
    opener.press("Enter")
    expect(menu).to_be_visible()
    entries = menu.locator("a, button")
    for _ in range(entries.count() + 2):
        on_page = page.evaluate("document.activeElement !== document.body")
        assert menu.evaluate(FOCUSED) or not on_page, "the focus is on the page below the menu"
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_menu_holds_the_focus_until_it_closes_and_then_gives_it_back(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    follow_user(follower=bob, following=alice)
    post = show_post(alice, stored_pictures)
    page = open_page(alice)
    page.goto("/")
    options = page.get_by_role("article").get_by_role("button", name="Options")
    expect_to_hold_the_focus(page, options, page.locator(f"#menu-{post.shortcode}"))
    more = page.get_by_role("navigation").get_by_role("button", name="More")
    expect_to_hold_the_focus(page, more, page.locator("#more"))

    follower = open_page(bob)
    follower.goto("/alice/")
    following = follower.get_by_role("button", name="Following alice")
    menu = follower.get_by_role("dialog", name="alice")
    expect_to_hold_the_focus(follower, following, menu)
    following.click()
    # Beside it, on what is dimmed.
    follower.mouse.click(10, 10)
    expect(menu).to_be_hidden()


def test_deleting_a_comment_asks_on_the_page_and_keeps_it_unless_confirmed(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    make_comment(post, alice, "Older")
    make_comment(post, alice, "Newer")
    page = open_page(alice)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name=re.compile("^Options for")).first.click()
    comments = page.locator("[data-comment]")
    delete = comments.first.get_by_role("button", name="Delete")
    question = page.get_by_role("dialog", name="Delete this comment?")
    delete.press("Enter")
    expect(question.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(delete).to_be_focused()
    expect(comments).to_have_count(2)
    delete.press("Enter")
    question.get_by_role("button", name="Delete").press("Enter")
    expect(comments).to_have_count(1)
    expect(comments).to_contain_text("Older")
    assert comments.evaluate("comment => comment.contains(document.activeElement)")


def test_a_click_on_view_all_comments_draws_no_box_around_them(
    open_page: OpenPage, alice: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    for number in range(12):
        make_comment(post, alice, f"Number {number}")
    page = open_page(alice)
    page.goto("/")
    page.get_by_role("link", name="View all 12 comments").click()
    page.wait_for_url("**/p/*/#comments")
    expect(page.locator("[data-comment]")).to_have_count(12)
    assert page.locator(":focus-visible").count() == 0
