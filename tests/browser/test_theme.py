"""Light and dark."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.browser.conftest import OpenPage

# Nothing is painted before there is a body: what the theme is by then is what is seen first.
NOTE_FIRST_THEME = """
new MutationObserver((_changes, observer) => {
  if (!document.body) return;
  window.firstTheme = document.documentElement.dataset.theme ?? "";
  window.firstGround = getComputedStyle(document.documentElement).colorScheme;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_a_chosen_theme_is_kept_over_a_reload_without_a_flash(
    open_page: OpenPage, alice: User
) -> None:
    page = open_page(alice, color_scheme="light")
    page.add_init_script(NOTE_FIRST_THEME)
    page.goto("/")
    light = ground(page)
    page.get_by_role("button", name="More").click()
    dark_button = page.get_by_role("button", name="Dark")
    dark_button.click()
    expect(dark_button).to_have_attribute("aria-pressed", "true")
    dark = ground(page)
    assert dark != light

    page.reload()
    assert page.evaluate("[window.firstTheme, window.firstGround]") == ["dark", "dark"]
    assert ground(page) == dark
    page.goto("/accounts/login/")
    page.goto("/alice/")
    assert page.evaluate("window.firstTheme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_choice_the_system_decides(open_page: OpenPage, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    page.goto("/")
    other = open_page(color_scheme="dark" if scheme == "light" else "light")
    other.goto("/")
    assert ground(page) != ground(other)
    other.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # a literal by the parameters
    assert ground(page) == ground(other)
