"""Two users in two browsers: one posts a photo, the other sees it, and likes come back."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from posts.models import Media
from tests.browser.conftest import OpenPage
from tests.browser.gallery import file_of, photograph
from tests.browser.reading import corners_in, never_left, remember, wait_for_picture
from tests.browser.steps import PERMALINK, follow, log_in, log_out, share, sign_up
from tests.media.pictures import CANARY, CORNERS

pytestmark = pytest.mark.usefixtures("processing")

# The worker makes twelve megapixels into twelve files.
PREPARED = 40_000
CAPTION = "The harbour at six.\nNobody up but gulls."
ALT = "Four boats before a red sky"
# A function: what Playwright would have to evaluate in the page, the page's policy forbids.
PROGRESS = "() => document.querySelector('[data-state=uploading] progress')?.value > 10"


def test_a_photo_travels_to_a_follower_and_likes_travel_back(
    open_page: OpenPage, tmp_path: Path
) -> None:
    alice, bob = open_page(), open_page()
    sign_up(alice, "alice")
    sign_up(bob, "bob")
    log_out(bob)
    log_in(bob, "bob")
    follow(bob, "alice")
    bob.goto("/")
    remember(bob)

    publish(alice, file_of(tmp_path, "IMG_2041.jpg", photograph()))
    remember(alice)
    expect(alice.get_by_text("preparing your photos")).to_be_visible()

    see_it_arrive(bob)
    wait_for_picture(alice.get_by_role("img", name=ALT))
    likes(alice).wait_for(state="attached")
    like_by_double_click(bob)
    expect(likes(alice)).to_have_text("1")
    assert never_left(bob)

    comment(bob, "Which lens was that?")
    expect(comments(alice)).to_have_text("1")
    assert never_left(alice)
    assert PERMALINK.fullmatch(alice.url)


def publish(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Create", exact=True).click()
    slow_down(page)
    page.locator("[data-files]").set_input_files(file)
    upload = page.locator("[data-upload]")
    expect(upload).to_have_attribute("data-state", "uploading")
    expect(upload.locator("[data-preview]")).to_be_visible()
    expect(upload.get_by_role("progressbar")).to_be_visible()
    page.wait_for_function(PROGRESS)
    expect(upload).to_have_attribute("data-state", "ready")
    page.get_by_label("Alt text").fill(ALT)
    page.get_by_label("Caption").fill(CAPTION)
    share(page)


def slow_down(page: Page) -> None:
    """Sends 4 MB each second from here on, so that progress can be seen."""
    limits = {"offline": False, "latency": 0, "downloadThroughput": -1}
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    limits["uploadThroughput"] = 4_000_000
    tools.send("Network.emulateNetworkConditions", limits)


def see_it_arrive(page: Page) -> None:
    pill = page.get_by_role("link", name="New posts")
    expect(pill).to_be_visible(timeout=PREPARED)
    expect(page.get_by_role("article")).to_have_count(0)
    pill.click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(pill).to_be_hidden()
    expect(page.get_by_text("Nobody up but gulls.")).to_be_visible()
    picture = page.get_by_role("img", name=ALT)
    wait_for_picture(picture)
    assert corners_in(picture) == CORNERS
    media = Media.objects.get()
    assert (media.width, media.height) == (3000, 4000)
    shown = page.request.get(picture.evaluate("image => image.currentSrc"))
    assert CANARY.encode() not in shown.body()


def like_by_double_click(page: Page) -> None:
    page.get_by_role("img", name=ALT).dblclick()
    expect(page.get_by_role("button", name="Like")).to_have_attribute("aria-pressed", "true")
    expect(likes(page)).to_have_text("1")


def comment(page: Page, text: str) -> None:
    page.get_by_role("link", name="Comment", exact=True).click()
    page.wait_for_url("**/p/*/*")
    remember(page)
    page.get_by_label("Add a comment").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator("[data-comment]").get_by_text(text)).to_be_visible()
    assert never_left(page)


def likes(page: Page) -> Locator:
    return page.locator("[data-count=likes]")


def comments(page: Page) -> Locator:
    return page.locator("[data-count=comments]")
