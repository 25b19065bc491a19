"""The page about an account: what everyone may know of it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.formats import date_format

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.usernames import change_username
from social.services import block_user, set_private
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]


def test_everyone_learns_since_when_there_is_an_account(alice: User, client: Client) -> None:
    page = Page(client.get("/alice/about"))
    alice.refresh_from_db()
    (time,) = page.all("time")
    assert time["datetime"] == alice.created_at.isoformat(timespec="seconds")
    assert date_format(alice.created_at, "MONTH_DAY_FORMAT") in page.text
    assert "Everyone" in page.text
    assert "Verified" not in page.text
    assert page.meta("robots") == "noindex"


def test_it_says_whether_the_account_is_private_and_verified(alice: User, client: Client) -> None:
    set_private(user=alice, is_private=True)
    User.objects.filter(pk=alice.pk).update(is_verified=True)
    page = Page(client.get("/alice/about"))
    assert "Only followers it has accepted" in page.text
    assert "InstaPro has confirmed whose account this is." in page.text


def test_it_shows_no_former_username_and_is_found_by_it(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    change_username(user=alice, username="alicia")
    browser = client_of(bob)
    assert browser.get("/alice/about")["Location"] == "/alicia/about"
    assert "alice" not in Page(browser.get("/alicia/about")).text


def test_an_account_that_may_not_be_seen_has_none(
    alice: User, bob: User, carol: User, client_of: ClientOf
) -> None:
    assert client_of(bob).get("/alice/about").status_code == 200
    block_user(blocker=alice, blocked=bob)
    assert client_of(bob).get("/alice/about").status_code == 404
    assert client_of(alice).get("/bob/about").status_code == 404
    suspend_user(user=alice)
    assert client_of(carol).get("/alice/about").status_code == 404


def test_the_menus_of_posts_and_profiles_lead_there(
    alice: User, bob: User, client_of: ClientOf
) -> None:
    page = Page(client_of(bob).get("/alice/"))
    assert page.all("a", href="/alice/about")
