"""The menu of other people's posts: what it says of their author, and does about them."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from posts.models import Post
from social.models import Block, Follow, Mute
from social.services import follow_user, set_private
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.problems import Problems
from tests.browser.reading import never_left, remember

FEED = ["alice", "carol", "alice"]


@pytest.fixture
def feed(alice: User, bob: User, carol: User, stored_pictures: StoredPictures) -> list[Post]:
    """What bob follows, newest first: two posts by alice, one by carol between them."""
    for followee in (alice, carol):
        follow_user(follower=bob, following=followee)
    return [show_post(author, stored_pictures) for author in (alice, carol, alice)][::-1]


def press(page: Page, entry: str) -> None:
    """An entry of the first post's menu."""
    options(page).click()
    menu(page).locator(".entry", has_text=entry).click()


def options(page: Page) -> Locator:
    return page.get_by_role("article").first.get_by_role("button", name="Options", exact=True)


def menu(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Options")


def expect_authors(page: Page, *usernames: str) -> None:
    expect(page.locator("article a[id^=author-]")).to_have_text(list(usernames))


@pytest.mark.parametrize(
    ("entry", "said"),
    [("Mute", "Posts by alice stay out of your feed."), ("Unfollow", "You unfollowed alice.")],
)
def test_the_posts_of_whom_one_mutes_or_unfollows_go_at_once_and_undo_brings_them_back(
    entry: str, said: str, open_page: OpenPage, alice: User, bob: User, feed: list[Post]
) -> None:
    page = open_page(bob)
    page.goto("/")
    remember(page)
    expect_authors(page, *FEED)
    press(page, entry)
    expect(page.get_by_text(said)).to_be_visible()
    expect_authors(page, "carol")
    expect(page.get_by_role("article")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect_authors(page, *FEED)
    page.wait_for_load_state("networkidle")
    assert Follow.objects.filter(follower=bob, following=alice).exists()
    assert not Mute.objects.exists()
    # They are as they were: their menus work.
    press(page, entry)
    expect_authors(page, "carol")
    expect(page.get_by_text(said)).to_be_visible()
    assert never_left(page)
    page.reload()
    expect_authors(page, "carol")


def test_what_could_not_be_muted_is_back_with_a_message(
    open_page: OpenPage, bob: User, feed: list[Post], problems: Problems
) -> None:
    problems.expect("ERR_INTERNET_DISCONNECTED")
    page = open_page(bob)
    page.goto("/")
    page.context.set_offline(True)
    press(page, "Mute")
    expect(page.get_by_text("You seem to be offline")).to_be_visible()
    expect_authors(page, *FEED)


def test_blocking_asks_first_and_then_takes_all_their_posts_away(
    open_page: OpenPage, alice: User, bob: User, feed: list[Post]
) -> None:
    page = open_page(bob)
    page.goto("/")
    remember(page)
    question = page.get_by_role("dialog", name="Block alice?")
    press(page, "Block")
    expect(question).to_contain_text("You won't find each other's profile")
    question.get_by_role("button", name="Cancel").click()
    expect_authors(page, *FEED)
    assert not Block.objects.exists()
    press(page, "Block")
    question.get_by_role("button", name="Block").click()
    expect_authors(page, "carol")
    expect(page.get_by_text("You blocked alice.")).to_be_visible()
    assert Block.objects.filter(blocker=bob, blocked=alice).exists()
    assert never_left(page)


def test_on_its_page_a_post_stays_and_its_menu_follows(
    open_page: OpenPage, alice: User, bob: User, feed: list[Post]
) -> None:
    page = open_page(bob)
    page.goto(feed[0].get_absolute_url())
    remember(page)
    follow = page.get_by_role("article").get_by_role("button", name="Follow alice")
    expect(follow).to_have_count(0)
    press(page, "Mute")
    expect(page.get_by_text("Posts by alice stay out of your feed.")).to_be_visible()
    press(page, "Unmute")
    expect(page.get_by_text("Posts by alice are in your feed again")).to_be_visible()
    press(page, "Unfollow")
    expect(follow).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(follow).to_have_count(0)
    options(page).click()
    expect(menu(page).get_by_role("link", name="Go to post")).to_have_count(0)
    expect(menu(page).get_by_role("button", name="Unfollow")).to_be_visible()
    assert never_left(page)
    page.keyboard.press("Escape")
    press(page, "Block")
    page.get_by_role("dialog", name="Block alice?").get_by_role("button", name="Block").click()
    page.wait_for_url("**/alice/")
    expect(page.get_by_text("You've blocked alice")).to_be_visible()


def test_a_private_account_is_unfollowed_for_good(
    open_page: OpenPage, alice: User, bob: User, feed: list[Post]
) -> None:
    set_private(user=alice, is_private=True)
    page = open_page(bob)
    page.goto("/")
    options(page).click()
    expect(menu(page)).to_contain_text("you'll need to send a new request")
    menu(page).get_by_role("button", name="Unfollow").click()
    expect_authors(page, "carol")
    toast = page.locator("[data-toast]", has_text="You unfollowed alice.")
    expect(toast).to_be_visible()
    expect(toast.get_by_role("button")).to_be_hidden()


def test_without_javascript_the_menu_is_links_and_forms(
    open_page: OpenPage, alice: User, bob: User, feed: list[Post]
) -> None:
    page = open_page(bob, java_script_enabled=False)
    page.goto("/")
    press(page, "Go to post")
    page.wait_for_url(f"**{feed[0].get_absolute_url()}")
    press(page, "About this account")
    expect(page.get_by_text("Date joined")).to_be_visible()
    page.goto("/")
    press(page, "Block")
    page.get_by_role("link", name="Cancel").click()
    expect_authors(page, *FEED)
    press(page, "Mute")
    expect(page.get_by_text("Posts by alice stay out of your feed.")).to_be_visible()
    expect_authors(page, "carol")
    press(page, "Block")
    page.get_by_role("button", name="Block").click()
    expect(page.get_by_text("You blocked carol.")).to_be_visible()
    expect(page.get_by_role("article")).to_have_count(0)


def test_a_strangers_post_offers_to_follow_them(
    open_page: OpenPage, alice: User, carol: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    page = open_page(carol)
    page.goto(post.get_absolute_url())
    page.get_by_role("button", name="Follow alice").click()
    following = page.get_by_role("button", name="Following alice")
    expect(following).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert Follow.objects.filter(follower=carol, following=alice).exists()
    visitor = open_page()
    visitor.goto(post.get_absolute_url())
    visitor.get_by_role("article").get_by_role("link", name="Follow", exact=True).click()
    visitor.wait_for_url(f"**/accounts/login/?next={post.get_absolute_url()}")
