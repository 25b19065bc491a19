"""The security page; the list of sessions, and ending them."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.clients.client import Client as Device
from accounts.models import Session, User
from accounts.services.sessions import start_session
from tests.accounts.api import get_me
from tests.accounts.otp import switch_on
from tests.accounts.pages import SECURITY, SESSIONS, log_in, logged_in_username
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:135.0) Gecko/20100101 Firefox/135.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
ClientOf = Callable[[User], Client]


def logged_in_with(user_agent: str, address: str = "127.0.0.1") -> Client:
    browser = Client(headers={"User-Agent": user_agent}, REMOTE_ADDR=address)
    log_in(browser=browser)
    return browser


def end_of(session: Session) -> str:
    return f"{SESSIONS}{session.pk}/end/"


def test_each_session_is_listed_with_device_and_place(alice: User) -> None:
    here = logged_in_with(FIREFOX)
    logged_in_with(IPHONE, "203.0.113.7")
    app = Device(address="10.0.0.3", user_agent="InstaPro/2.1 (Android 15)")
    start_session(user=alice, client=app)
    rows = [each.text for each in Page(here.get(SESSIONS)).all("li") if "Log out" in each.text
            or "this device" in each.text]  # fmt: skip
    [first, *others] = [" ".join(row.split()) for row in rows]
    assert first == "Firefox on Windows This computer · this device"
    phone = next(row for row in others if "iOS" in row)
    assert re.fullmatch(r"Mobile Safari on iOS .* · last seen: now Log out", phone)
    other = next(row for row in others if row != phone)
    assert "· app Local network · last seen: now" in other


def test_the_user_agent_is_escaped(alice: User) -> None:
    logged_in_with("<script>alert(1)</script>")
    page = Page(logged_in_with(FIREFOX).get(SESSIONS))
    assert "alert(1)" not in "".join(each.text for each in page.all("script"))


def test_a_session_is_ended_remotely(alice: User, client_of: ClientOf) -> None:
    here, there = logged_in_with(FIREFOX), logged_in_with(IPHONE)
    session = Session.objects.get(user_agent=IPHONE)
    page = Page(here.get(SESSIONS))
    page.one("form", action=end_of(session))
    response = here.post(end_of(session), follow=True)
    assert "Logged out Mobile Safari on iOS." in Page(response).text
    assert logged_in_username(there) is None
    assert logged_in_username(here) == "alice"
    assert here.post(end_of(session)).status_code == 404


def test_this_device_has_no_such_button(alice: User) -> None:
    here = logged_in_with(FIREFOX)
    page = Page(here.get(SESSIONS))
    assert page.all("form", action=end_of(Session.objects.get())) == []
    assert page.all("form", action=f"{SESSIONS}end/") == []


def test_all_others_are_logged_out_at_once(alice: User, bob: User, client_of: ClientOf) -> None:
    here, there, app = logged_in_with(FIREFOX), logged_in_with(IPHONE), start_session(user=alice)
    stranger = client_of(bob)
    response = here.post(f"{SESSIONS}end/", follow=True)
    assert "You've been logged out everywhere else." in Page(response).text
    assert logged_in_username(here) == "alice"
    assert logged_in_username(there) is None
    assert get_me(app.access).status_code == 401
    assert logged_in_username(stranger) == "bob"


def test_another_users_session_is_a_404(alice: User, bob: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    session = Session.objects.get(user=alice)
    assert client_of(bob).post(end_of(session)).status_code == 404
    assert client_of(bob).post(f"{SESSIONS}{uuid4()}/end/").status_code == 404
    assert client_of(bob).post(f"{SESSIONS}nonsense/end/").status_code == 404
    assert logged_in_username(browser) == "alice"


def test_the_list_is_the_same_work_for_one_and_for_many(
    alice: User, client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    browser = client_of(alice)
    for _round in range(2):
        # The session with its person, the sessions, the badge of unread conversations.
        with django_assert_num_queries(3):
            browser.get(SESSIONS)
        for _number in range(10):
            start_session(user=alice)


def lines_of(browser: Client) -> dict[str, tuple[str, str]]:
    """Of each line: its words, and where its link leads."""
    page = Page(browser.get(SECURITY))
    rows = [" ".join(each.text.split()) for each in page.all("li")]
    found = {}
    for link in page.all("a", aria_label=None):
        label, _colon, action = link["aria-label"].partition(": ")
        for row in rows:
            if action and row.startswith(label):
                found[label] = (row.removeprefix(label).strip(), link["href"])
    return found


def test_the_page_shows_every_setting_and_links_to_it(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    lines = lines_of(browser)
    assert lines["Password"][1] == "/accounts/password/change/"
    assert lines["Email"] == ("alice@example.org Change", "/accounts/email/change/")
    assert lines["Two-factor authentication"] == ("Off Turn on", "/accounts/settings/two-factor/")
    assert lines["Passkeys"][1] == "/accounts/settings/passkeys/"
    assert "Recovery codes" not in lines

    switch_on(alice)
    browser = client_of(alice)
    lines = lines_of(browser)
    assert lines["Two-factor authentication"][1] == "/accounts/settings/two-factor/off/"
    assert lines["Recovery codes"] == (
        "10 left Get new codes",
        "/accounts/settings/recovery-codes/",
    )
    for _state, place in lines.values():
        assert browser.get(place).status_code == 200


def test_an_unverified_address_is_shown(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    User.objects.filter(pk=alice.pk).update(email=None)
    assert lines_of(browser)["Email"][1] == "/accounts/email/change/"
    given = {"email": "new@example.org", "password": PASSWORD}
    browser.post("/accounts/email/change/", given)
    state, place = lines_of(browser)["Email"]
    assert state.startswith("Waiting to change to new@example.org")
    assert place == "/accounts/email/change/confirm/"


def test_the_settings_list_leads_here(alice: User, client_of: ClientOf) -> None:
    page = Page(client_of(alice).get(SECURITY))
    assert page.one("a", href=SECURITY)["aria-current"] == "page"
    assert page.all("a", href=SESSIONS)
