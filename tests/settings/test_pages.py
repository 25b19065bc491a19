"""What all settings pages have in common."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from accounts.templatetags.settings_tags import SECTIONS
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
SETTINGS = "/accounts/settings/"
KEYS = [section.key.replace("_", "-") for section in SECTIONS]
OPEN = [section.key for section in SECTIONS if section.is_open]
BELOW = ["account/deactivate", "account/delete"]


def test_the_first_page_leads_to_each_of_them(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).get(SETTINGS))
    links = [link["href"] for link in page.all("a", href=None)]
    assert [f"{SETTINGS}{key}/" in links for key in KEYS] == [True] * len(KEYS)
    assert page.title == "Settings • InstaPro"


@pytest.mark.parametrize("key", KEYS)
def test_each_page_exists_and_is_marked_in_the_list(
    key: str, alice: User, client_of: ClientOf
) -> None:
    page = Page(client_of(alice).get(f"{SETTINGS}{key}/"))
    marked = [link["href"] for link in page.all("a", aria_current="page")]
    assert marked == [f"{SETTINGS}{key}/"]
    assert page.one("h1").text.strip() == page.title.removesuffix(" • InstaPro")
    assert page.all("a", aria_label="Back")


@pytest.mark.parametrize("key", [*(key for key in KEYS if key not in OPEN), *BELOW, ""])
def test_visitors_are_sent_to_log_in_and_back(key: str, client: Client) -> None:
    place = f"{SETTINGS}{key}/".replace("//", "/")
    response = client.get(place)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={place}")
    assert client.post(place).status_code in {302, 405}


@pytest.mark.parametrize("key", OPEN)
def test_appearance_settings_are_public_and_list_only_themselves(key: str, client: Client) -> None:
    page = Page(client.get(f"{SETTINGS}{key}/"))
    listed = {link["href"] for link in page.all("a", href=None)}
    assert {each for each in KEYS if f"{SETTINGS}{each}/" in listed} == set(OPEN)


@pytest.mark.parametrize("key", ["profile", "appearance", "language", "account", *BELOW, ""])
def test_other_methods_are_refused(key: str, alice: User, client_of: ClientOf) -> None:
    place = f"{SETTINGS}{key}/".replace("//", "/")
    assert client_of(alice).delete(place).status_code == 405
    assert client_of(alice).head(place).status_code == 200


@pytest.mark.parametrize("key", ["profile", "appearance", "language", *BELOW])
def test_no_other_site_can_press_the_buttons(key: str, alice: User, client_of: ClientOf) -> None:
    client = client_of(alice)
    client.handler.enforce_csrf_checks = True
    assert client.post(f"{SETTINGS}{key}/", {"theme": "dark"}).status_code == 403


def test_the_own_profile_links_to_them_and_others_do_not(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    own = Page(client_of(alice).get("/alice/"))
    other = Page(client_of(alice).get("/bob/"))
    profile, settings = f"{SETTINGS}profile/", SETTINGS
    assert own.one("a", href=profile).text.strip() == "Edit profile"
    assert len(own.all("a", href=settings)) == 2  # there and in the menu "More"
    assert (other.all("a", href=profile), len(other.all("a", href=settings))) == ([], 1)
