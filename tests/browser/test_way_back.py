"""Back to a page that was left: the same place, with what is true by now."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from posts.models import Post
from posts.services.deleting import delete_post
from posts.services.likes import like_post
from posts.services.saves import save_post
from social.services import block_user, follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.browser.problems import Problems
from tests.browser.reading import never_left, remember
from tests.browser.steps import THAW

SECOND_COUNTER = """() => {
  const counter = document.querySelector("post-counts");
  const second = counter.cloneNode(true);
  second.setAttribute("post", "another");
  second.hidden = true;
  counter.after(second);
}"""


@pytest.fixture
def posts(alice: User, bob: User, carol: User, stored_pictures: StoredPictures) -> dict[str, Post]:
    for followee in (alice, carol):
        follow_user(follower=bob, following=followee)
    authors = {"blocked": carol, "own": bob, "liked": alice, "kept": alice}
    return {
        caption: show_post(author, stored_pictures, caption=caption)
        for caption, author in authors.items()
    }


def leave(page: Page, post: Post) -> None:
    page.locator(f"#post-{post.shortcode}").get_by_role("link", name="Comment", exact=True).click()
    page.wait_for_url("**/p/**")


def expect_pressed(page: Page, post: Post, name: str) -> None:
    button = page.locator(f"#post-{post.shortcode}").get_by_role("button", name=name, exact=True)
    expect(button).to_have_attribute("aria-pressed", "true")


def test_back_shows_no_undone_like_nor_the_posts_that_are_gone(
    open_page: OpenPage, bob: User, carol: User, posts: dict[str, Post]
) -> None:
    page = open_page(bob)
    page.goto("/")
    cards = page.get_by_role("article")
    expect(cards).to_have_count(4)
    leave(page, posts["liked"])
    page.get_by_role("button", name="Like", exact=True).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").get_by_text("Saved")).to_be_visible()
    block_user(blocker=bob, blocked=carol)
    delete_post(post=posts["own"], actor=bob)
    page.go_back()
    expect(cards).to_have_count(2)
    for gone in ("own", "blocked"):
        expect(page.locator(f"#post-{posts[gone].shortcode}")).to_have_count(0)
    expect_pressed(page, posts["liked"], "Like")
    expect_pressed(page, posts["liked"], "Save")

    # Its forms are alive, and what is pressed there counts.
    liked = page.locator(f"#post-{posts['liked'].shortcode}")
    liked.get_by_role("button", name="Like", exact=True).click()
    expect(liked.locator("[data-count=likes]")).to_have_attribute("data-value", "0")
    page.reload()
    expect(cards).to_have_count(2)


def test_a_page_that_the_browser_froze_is_asked_for_again_too(
    open_page: OpenPage, alice: User, bob: User, posts: dict[str, Post], problems: Problems
) -> None:
    page = open_page(bob)
    page.goto("/")
    remember(page)
    like_post(post=posts["kept"], user=bob)
    delete_post(post=posts["liked"], actor=alice)
    problems.expect("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: "ids=" in request.url):
        page.evaluate(THAW)
    expect(page.get_by_role("article")).to_have_count(4)
    page.context.set_offline(False)
    expect(page.get_by_role("article")).to_have_count(3)
    expect_pressed(page, posts["kept"], "Like")
    assert never_left(page)


def test_the_page_of_a_post_that_the_browser_froze_shows_what_was_pressed_elsewhere(
    open_page: OpenPage, bob: User, posts: dict[str, Post]
) -> None:
    page = open_page(bob)
    page.goto(posts["kept"].get_absolute_url())
    page.get_by_label("Add a comment").fill("Half a thought")
    like_post(post=posts["kept"], user=bob)
    # Fetched once, however many counters there are.
    page.evaluate(SECOND_COUNTER)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.evaluate(THAW)
    expect_pressed(page, posts["kept"], "Like")
    page.wait_for_load_state("networkidle")
    assert len([url for url in fetched if url == page.url]) == 1
    expect(page.get_by_label("Add a comment")).to_have_value("Half a thought")

    # Of someone else who was logged in here it is not shown.
    remember(page)
    page.context.clear_cookies()
    page.evaluate(THAW)
    page.wait_for_function("() => !window.neverLeft")
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()


def test_back_to_the_saved_posts_shows_none_that_is_no_longer_saved(
    open_page: OpenPage, bob: User, posts: dict[str, Post]
) -> None:
    for name in ("liked", "kept"):
        save_post(post=posts[name], user=bob)
    page = open_page(bob)
    page.goto("/bob/saved")
    tiles = page.locator("#grid [data-post-id]")
    expect(tiles).to_have_count(2)
    tiles.first.get_by_role("link").first.click()
    page.wait_for_url("**/p/**")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Removed from saved posts")).to_be_visible()
    page.go_back()
    expect(tiles).to_have_count(1)
