"""Using the pages without a mouse."""

from playwright.sync_api import Page, expect

from accounts.models import User
from posts.models import Like
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import StoredPictures, show_post
from tests.factories import make_comment

FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  return {
    name: `${one.tagName} ${one.ariaLabel ?? one.textContent.trim().slice(0, 40)}`,
    // In a field of text the caret shows it.
    shown: one.matches("textarea, input[type=text], input[type=email], input[type=password]")
      || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    page: one === document.body,
  };
}"""


def tab_through(page: Page, most: int) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["page"]:
            return
        assert focus["shown"], f"nobody sees the focus on {focus['name']}"
        assert focus["inSight"], f"the focus left the screen on {focus['name']}"


def test_the_first_tab_offers_to_skip_to_the_content(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice)
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    box = skip.bounding_box()
    assert box is not None
    assert box["height"] > 30
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_focus_is_seen_at_every_step(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    follow_user(follower=bob, following=alice)
    post = show_post(alice, stored_pictures, caption="The harbour", photographs=2)
    make_comment(post, bob)
    page = open_page(bob)
    for path in ("/", "/alice/", post.get_absolute_url(), "/create"):
        page.goto(path)
        tab_through(page, 25)
    visitor = open_page()
    for path in ("/", "/accounts/login/", "/accounts/signup/"):
        visitor.goto(path)
        tab_through(visitor, 12)


def test_enter_likes_and_posts_a_comment(
    open_page: OpenPage, alice: User, bob: User, stored_pictures: StoredPictures
) -> None:
    post = show_post(alice, stored_pictures)
    page = open_page(bob)
    page.goto(post.get_absolute_url())
    like = page.get_by_role("button", name="Like", exact=True)
    like.focus()
    page.keyboard.press("Enter")
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-count=likes]")).to_have_text("1")
    expect(like).to_be_focused()

    page.get_by_role("link", name="Comment", exact=True).press("Enter")
    field = page.get_by_label("Add a comment")
    expect(field).to_be_focused()
    page.keyboard.type("One")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")
    expect(page.locator("[data-comment]")).to_contain_text("One\ntwo")
    expect(field).to_have_value("")
    assert Like.objects.filter(post=post, user=bob).exists()
