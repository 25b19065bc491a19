"""Light and dark, with and without scripts."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.pages import Page
from tests.settings.forms import APPEARANCE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_in_every_page_from_its_first_byte(theme: str, client: Client) -> None:
    assert "data-theme" not in Page(client.get("/")).one("html").attributes
    response = client.post(APPEARANCE, {"theme": theme})
    assert (response.status_code, response["Location"]) == (302, APPEARANCE)
    for place in ("/", "/accounts/login/", APPEARANCE):
        assert Page(client.get(place)).one("html")["data-theme"] == theme
    assert Page(client.get("/nobody/"), status=404).one("html")["data-theme"] == theme
    pressed = Page(client.get(APPEARANCE)).all("button", name="theme", aria_pressed="true")
    assert [button["value"] for button in pressed] == [theme]


def test_the_system_setting_decides_again(client: Client) -> None:
    client.post(APPEARANCE, {"theme": "dark"})
    client.post(APPEARANCE, {"theme": ""})
    assert "data-theme" not in Page(client.get("/")).one("html").attributes


@pytest.mark.parametrize("theme", ["blue", '"><script>alert(1)</script>', "x" * 100_000])
def test_an_unknown_theme_is_ignored(theme: str, client: Client) -> None:
    client.post(APPEARANCE, {"theme": theme})
    assert "theme" not in {name for name, kept in client.cookies.items() if kept.value}
    client.cookies["theme"] = "dark-ish"
    assert "data-theme" not in Page(client.get("/")).one("html").attributes


def test_it_belongs_to_the_browser_not_to_the_user(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(alice)
    client.post(APPEARANCE, {"theme": "dark"})
    assert Page(client.get("/")).one("html")["data-theme"] == "dark"
    client.post("/accounts/logout/")
    assert Page(client.get("/")).one("html")["data-theme"] == "dark"
