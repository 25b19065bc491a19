"""No layout shift, no overflow, no console error."""

import pytest
from playwright.sync_api import Page, Route

from accounts.models import User
from posts.models import Post
from social.services import follow_user
from tests.browser.conftest import OpenPage
from tests.browser.gallery import ARABIC, GERMAN, StoredPictures, show_post
from tests.browser.measuring import STICKS_OUT, show_toast
from tests.browser.problems import Problems
from tests.factories import make_comment

WIDTHS = (390, 820, 1440)
# Of each page, the most that may move, as browsers measure it (0.1 counts as good).
SHIFT = 0.02
SUM_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
ALL_LOADED = """() => [...document.images]
  .filter((image) => image.loading !== "lazy" || image.getBoundingClientRect().top < innerHeight)
  .every((image) => image.complete && image.naturalWidth > 0)"""
LINES = """(each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return range.getClientRects().length;
}"""


@pytest.fixture
def gallery(alice: User, bob: User, stored_pictures: StoredPictures) -> Post:
    """What alice shows to bob; the newest is returned."""
    follow_user(follower=bob, following=alice)
    show_post(alice, stored_pictures, caption=ARABIC)
    show_post(
        alice, stored_pictures, caption="Two of them", photographs=2, location="Am Hafen " * 10
    )
    post = show_post(alice, stored_pictures, caption=GERMAN)
    make_comment(post, bob, GERMAN)
    make_comment(post, alice, ARABIC)
    return post


def settle(page: Page) -> None:
    """Until the pictures in sight are painted."""
    page.wait_for_function(ALL_LOADED)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


@pytest.mark.parametrize("who", ["bob", None])
def test_no_page_complains(
    open_page: OpenPage, bob: User, gallery: Post, problems: Problems, who: str | None
) -> None:
    page = open_page(bob if who else None)
    paths = ["/", "/alice/", "/bob/", gallery.get_absolute_url()]
    paths += ["/create", "/accounts/logout/"] if who else ["/accounts/login/", "/accounts/signup/"]
    for path in paths:
        response = page.goto(path, wait_until="networkidle")
        assert response is not None
        assert response.status == 200, path
        assert problems.found == [], path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", ["home", "profile", "permalink"])
def test_nothing_moves_while_pictures_load(
    open_page: OpenPage, bob: User, gallery: Post, place: str, width: int
) -> None:
    paths = {"home": "/", "profile": "/alice/", "permalink": gallery.get_absolute_url()}
    page = open_page(bob, viewport={"width": width, "height": 900})
    page.add_init_script(SUM_SHIFTS)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/media/**", hold)
    page.goto(paths[place], wait_until="domcontentloaded")
    page.wait_for_function("() => document.querySelector('blur-hash canvas, main img') !== null")
    page.route("**/media/**", lambda route: route.continue_())
    for route in waiting:
        route.continue_()
    settle(page)
    assert page.evaluate("window.shift") < SHIFT


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_sideways(
    open_page: OpenPage, bob: User, gallery: Post, width: int
) -> None:
    page = open_page(bob, viewport={"width": width, "height": 900})
    for path in ("/", "/alice/", "/bob/", gallery.get_absolute_url(), "/create"):
        page.goto(path)
        settle(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{path} {overflow}: {page.evaluate(STICKS_OUT)}"


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_for_visitors(open_page: OpenPage, gallery: Post, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    places = ["/", "/accounts/login/", "/accounts/signup/", gallery.get_absolute_url()]
    for path in places:
        page.goto(path)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{path} {overflow}: {page.evaluate(STICKS_OUT)}"


@pytest.mark.parametrize("width", [390, 820])
def test_a_toast_leaves_the_row_to_comment_in_free_and_its_button_whole(
    open_page: OpenPage, bob: User, gallery: Post, width: int
) -> None:
    page = open_page(bob, viewport={"width": width, "height": 800})
    page.goto(gallery.get_absolute_url())
    show_toast(page, GERMAN)
    toast = page.locator("[data-toast]:visible").bounding_box()
    row = page.locator("#comment-form").bounding_box()
    assert toast
    assert row
    assert toast["y"] + toast["height"] <= row["y"]
    undo = page.get_by_role("button", name="Undo")
    assert undo.evaluate(LINES) == 1
