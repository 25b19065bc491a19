"""A private account: requests, accepting, muting, leaving, blocking; each without a reload where a
script can spare it."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from social.services import set_private
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.problems import Problems
from tests.browser.reading import never_left, remember


@pytest.mark.usefixtures("processing")
def test_a_user_requests_is_accepted_mutes_and_blocks(
    open_page: OpenPage, bob: User, erin: User, stored_pictures: StoredPictures, problems: Problems
) -> None:
    problems.expect("404")
    set_private(user=erin, is_private=True)
    post = show_post(erin, stored_pictures)
    hers, his = open_page(erin), open_page(bob)
    hers.goto("/erin/")
    remember(hers)
    elsewhere = hers.context.new_page()
    elsewhere.goto("/create")
    his.goto("/erin/")
    expect(his.get_by_text("This account is private")).to_be_visible()
    his.get_by_role("button", name="Follow erin").click()
    expect(his.get_by_role("button", name="Requested erin")).to_be_visible()

    waiting = hers.get_by_role("link", name="1 follow request")
    expect(waiting).to_be_visible()
    assert never_left(hers)
    # Wherever else she is, there is a sign too.
    more = elsewhere.get_by_role("navigation").get_by_role("button", name="More")
    expect(more).to_have_accessible_name("More Follow requests 1")
    expect(elsewhere.locator("#toasts")).to_contain_text("You have a new follow request.")
    elsewhere.get_by_role("button", name="View").click()
    elsewhere.wait_for_url("**/follow-requests")
    waiting.click()
    hers.get_by_role("button", name="Accept bob").click()
    expect(hers.get_by_text("Follows you now")).to_be_visible()
    expect(more).to_have_accessible_name("More")
    expect(hers.get_by_role("button", name="Follow back bob")).to_be_visible()

    his.reload()
    expect(his.locator(f"a[href='{post.get_absolute_url()}']")).to_be_visible()
    remember(his)
    his.get_by_role("button", name="Following erin").click()
    his.get_by_role("button", name="Mute").click()
    expect(his.get_by_text("Posts by erin stay out of your feed.")).to_be_visible()
    his.get_by_role("button", name="Following erin").click()
    expect(his.get_by_role("button", name="Unmute")).to_be_visible()
    assert never_left(his)
    his.keyboard.press("Escape")

    his.get_by_role("button", name="Options").click()
    his.get_by_role("link", name="Block").click()
    his.get_by_role("button", name="Block").click()
    expect(his.get_by_text("You've blocked erin")).to_be_visible()
    hers.goto("/bob/")
    expect(hers.get_by_text("Page not found")).to_be_visible()


def test_unfollowing_can_be_undone_and_the_number_of_followers_moves(
    open_page: OpenPage, alice: User, bob: User
) -> None:
    page = open_page(bob)
    page.goto("/alice/")
    followers = page.locator("[data-count=followers]")
    page.get_by_role("button", name="Follow alice").click()
    # The server's word has come: before, the button takes the wish back.
    menu = page.locator("#follow-alice[popovertarget]")
    expect(menu).to_have_text("Following alice")
    expect(page.locator("[data-toast]:visible")).to_have_count(0)
    expect(followers).to_have_text("1")
    menu.click()
    page.get_by_role("button", name="Unfollow").click()
    expect(page.get_by_text("You unfollowed alice.")).to_be_visible()
    expect(followers).to_have_text("0")
    page.get_by_role("button", name="Undo").click()
    expect(menu).to_be_visible()
    expect(followers).to_have_text("1")
