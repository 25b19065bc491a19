"""Settings in a browser: cropping an avatar, light and dark, another language."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from playwright.sync_api import FloatRect, Locator, Page, expect

from accounts.models import User
from tests.browser.conftest import OpenPage
from tests.media.pictures import CORNERS, cornered, corners_of, encoded, exif, opened

PROFILE = "/accounts/settings/profile/"
PAGES = ["", "profile/", "appearance/", "language/", "account/", "account/delete/"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """As a phone held upright writes it: lying on its side."""
    path = tmp_path / "me.jpg"
    path.write_bytes(encoded(cornered(600, 900).rotate(90, expand=True), "JPEG", exif=exif(6)))
    return path


def choose(page: Page, picture: Path) -> Locator:
    page.goto(PROFILE)
    page.get_by_label("Photo").first.set_input_files(picture)
    stage = page.locator("[data-stage]")
    expect(stage).to_be_focused()
    return stage


def portrait(user: User) -> tuple[str, ...]:
    user.refresh_from_db()
    with storages["media"].open(user.avatar) as file:
        return corners_of(opened(file.read()))


def middle(box: FloatRect | None) -> tuple[float, float]:
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_portrait_is_cut_out_by_keyboard(open_page: OpenPage, alice: User, picture: Path) -> None:
    page = open_page(alice)
    page.goto(PROFILE)
    page.get_by_label("Name", exact=True).fill("Alice Adler")
    page.get_by_label("Photo").first.set_input_files(picture)
    expect(page.locator("[data-stage]")).to_be_focused()
    for key, times in (("+", 12), ("ArrowRight", 90), ("ArrowUp", 90)):
        for _ in range(times):
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    assert set(portrait(alice)) == {"blue"}
    assert alice.display_name == "Alice Adler"


def test_a_portrait_is_cut_out_by_dragging(open_page: OpenPage, alice: User, picture: Path) -> None:
    page = open_page(alice)
    stage = choose(page, picture)
    page.get_by_label("Zoom").fill("3")
    x, y = middle(stage.bounding_box())
    for _ in range(8):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 120, y + 120, steps=4)
        page.mouse.up()
    page.get_by_role("button", name="Use photo").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    assert set(portrait(alice)) == {"lime"}


def test_the_crop_starts_in_the_middle(open_page: OpenPage, alice: User, picture: Path) -> None:
    page = open_page(alice)
    choose(page, picture)
    page.get_by_role("button", name="Use photo").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    assert portrait(alice) == CORNERS


def test_a_cancelled_change_keeps_the_old_avatar(
    open_page: OpenPage, alice: User, picture: Path
) -> None:
    page = open_page(alice)
    choose(page, picture)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_label("Photo").first).to_have_value("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    alice.refresh_from_db()
    assert alice.avatar == ""


def test_the_server_handles_what_the_browser_cannot_preview(
    open_page: OpenPage, alice: User, tmp_path: Path
) -> None:
    """What no server can use is refused before it is sent."""
    page = open_page(alice)
    page.goto(PROFILE)
    letter = tmp_path / "letter.jpg"
    letter.write_text("Dear portrait")
    page.get_by_label("Photo").first.set_input_files(letter)
    expect(page.get_by_text("This file type isn't supported.")).to_be_visible()
    expect(page.get_by_label("Photo").first).to_have_value("")
    path = tmp_path / "me.heic"
    path.write_bytes(encoded(cornered(400, 300), "HEIF"))
    page.get_by_label("Photo").first.set_input_files(path)
    expect(page.get_by_text("use the middle of the photo.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Profile saved.")).to_be_visible()
    assert portrait(alice) == CORNERS


def test_a_row_for_a_link_appears_when_the_previous_one_is_filled(
    open_page: OpenPage, alice: User
) -> None:
    page = open_page(alice)
    page.goto(PROFILE)
    second = page.get_by_label("Address of link 2")
    expect(page.get_by_label("Address of link 1")).to_be_visible()
    expect(second).to_be_hidden()
    page.get_by_label("Address of link 1").fill("example.org")
    expect(second).to_be_visible()
    expect(page.get_by_label("Address of link 3")).to_be_hidden()


def test_without_scripts_the_theme_is_chosen_by_a_form_and_kept(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, color_scheme="light")
    page.goto("/")
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Appearance").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_page_and_the_menu_choose_the_same(open_page: OpenPage, alice: User) -> None:
    page = open_page(alice, color_scheme="light")
    page.goto("/accounts/settings/appearance/")
    page.locator("main").get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="More").first.click()
    menu = page.locator("#more")
    expect(menu.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    menu.get_by_role("button", name="System").click()
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_a_visitor_changes_the_language_without_scripts_and_returns(
    open_page: OpenPage,
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Deutsch").click()
    page.get_by_role("button", name="العربية").click()
    assert page.url.endswith("/accounts/login/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("locale", ["de", "ar"])
@pytest.mark.parametrize("width", [390, 820, 1440])
def test_no_page_is_wider_than_its_screen(
    width: int, locale: str, open_page: OpenPage, alice: User
) -> None:
    User.objects.filter(pk=alice.pk).update(language=locale)
    page = open_page(alice, viewport={"width": width, "height": 900})
    for name in PAGES:
        page.goto(f"/accounts/settings/{name}")
        assert page.locator("html").get_attribute("lang") == locale
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("locale", "shown"), [("en", "1.2"), ("de", "1,2"), ("ar", "1.2")])
def test_live_numbers_are_written_as_the_page_writes_them(
    locale: str, shown: str, open_page: OpenPage, alice: User, bob: User
) -> None:
    User.objects.filter(pk=alice.pk).update(followers_count=1_233)
    User.objects.filter(pk=bob.pk).update(language=locale)
    page = open_page(bob)
    page.goto("/alice/")
    count = page.locator('[data-count="followers"]')
    page.locator("#follow-alice").click()
    expect(count).to_have_attribute("data-value", "1234")
    written = count.inner_text()
    assert shown in written
    page.reload()
    expect(count).to_have_text(written)
