"""Searchable lists of users, close friends, and undo."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from social.models import CloseFriend, Mute
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.reading import never_left, remember
from tests.processes import wait_until

LIST = "/accounts/settings/close-friends/"


@pytest.fixture
def crowd(alice: User) -> None:
    for number in range(25):
        person = User.objects.create(username=f"person{number:02}", display_name="Ann Other")
        follow_user(follower=person, following=alice)


def search(page: Page, q: str) -> None:
    page.get_by_role("searchbox", name="Search by name").press_sequentially(q)


def names(page: Page) -> list[str]:
    links = page.locator("#people a[aria-hidden]")
    return [str(link.get_attribute("href")).strip("/") for link in links.all()]


@pytest.mark.usefixtures("crowd")
def test_a_list_is_filtered_while_typing(
    open_page: OpenPage, alice: User, bob: User, carol: User
) -> None:
    for person in (bob, carol):
        follow_user(follower=person, following=alice)
    page = open_page(alice)
    page.goto("/alice/followers")
    remember(page)
    search(page, "BO")
    expect(page.get_by_role("button", name="Follow back carol")).to_have_count(0)
    assert names(page) == ["bob"]
    expect(page).to_have_url(re.compile(r"/alice/followers\?q=BO$"))
    search(page, "xx")
    expect(page.get_by_text("No results")).to_be_visible()
    page.get_by_role("link", name="following").click()
    page.go_back()
    expect(page.get_by_text("No results")).to_be_visible()
    remember(page)
    page.get_by_role("searchbox", name="Search by name").fill("oth")
    expect(page.get_by_role("button", name="Follow back person24")).to_be_visible()
    page.get_by_role("button", name="Follow back person05").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Follow back person00")).to_be_attached()
    assert len(names(page)) == 25
    assert never_left(page)


def test_without_javascript_the_form_searches(
    open_page: OpenPage, alice: User, bob: User, carol: User
) -> None:
    for person in (bob, carol):
        follow_user(follower=person, following=alice)
    page = open_page(alice, java_script_enabled=False)
    page.goto(LIST)
    search(page, "bob")
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Search by name")).to_have_value("bob")
    assert names(page) == ["bob"]
    page.get_by_role("button", name="Add bob").click()
    expect(page.get_by_role("button", name="Remove bob")).to_be_visible()
    friends = CloseFriend.objects.filter(owner=alice, friend=bob)
    wait_until(friends.exists, what="bob on the list")


def test_close_friends_are_added_removed_and_brought_back(
    open_page: OpenPage, alice: User, bob: User
) -> None:
    follow_user(follower=bob, following=alice)
    page = open_page(alice)
    page.goto(LIST)
    remember(page)
    expect(page.get_by_text("No close friends yet")).to_be_visible()
    search(page, "bob")
    page.get_by_role("button", name="Add bob").click()
    expect(page.get_by_text("bob is now a close friend.")).to_be_visible()
    page.get_by_role("button", name="Remove bob").click()
    expect(page.get_by_text("bob is no longer a close friend.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Remove bob")).to_be_visible()
    assert never_left(page)
    friends = CloseFriend.objects.filter(owner=alice, friend=bob)
    wait_until(friends.exists, what="bob on the list")


def test_muting_is_undone_by_its_message(open_page: OpenPage, alice: User, bob: User) -> None:
    follow_user(follower=alice, following=bob)
    page = open_page(alice)
    page.goto("/bob/")
    remember(page)
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Mute").click()
    expect(page.get_by_text("Posts by bob stay out of your feed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Posts by bob are in your feed again")).to_be_visible()
    assert not Mute.objects.exists()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Add to close friends").click()
    expect(page.get_by_text("bob is now a close friend.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("bob is no longer a close friend.")).to_be_visible()
    assert not CloseFriend.objects.exists()
    assert never_left(page)
