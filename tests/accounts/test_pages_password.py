"""A new password in a browser: changed, or reset by mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from accounts.services import suspend_user
from accounts.services.sessions import start_session
from tests.accounts.api import get_me
from tests.accounts.mails import link_in, subjects_to
from tests.accounts.pages import LOGIN, SECURITY, WRONG, errors_of, log_in, logged_in_username
from tests.accounts.statements import statements_of
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

CHANGE = "/accounts/password/change/"
RESET, SENT = "/accounts/password/reset/", "/accounts/password/reset/sent/"
NEW = "another-horse-battery"
ClientOf = Callable[[User], Client]
Deliver = Callable[[], None]


def test_a_changed_password_keeps_this_browser_and_no_other(
    alice: User, client_of: ClientOf, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    here, elsewhere, app = client_of(alice), client_of(alice), start_session(user=alice)
    old = here.cookies["sessionid"].value
    response = here.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW})
    assert response["Location"] == SECURITY
    assert "Password changed." in Page(here.get(SECURITY)).text
    assert logged_in_username(here) == "alice"
    assert logged_in_username(elsewhere) is None
    assert get_me(app.access).status_code == 401
    assert here.cookies["sessionid"].value != old
    thief = Client()
    thief.cookies["sessionid"] = old
    assert logged_in_username(thief) is None
    assert log_in().status_code == 400
    assert log_in(password=NEW).status_code == 302
    deliver()
    assert subjects_to(mailoutbox, "alice@example.org")[0] == "Your InstaPro password was changed"


@pytest.mark.parametrize(
    ("current", "new", "field", "message"),
    [
        (WRONG, NEW, "current_password", "That is not your password."),
        ("", NEW, "current_password", "This field is required."),
        (PASSWORD, "", "new_password", "This field is required."),
        (PASSWORD, "short", "new_password", "too short"),
        (PASSWORD, "password123", "new_password", "too common"),
        (PASSWORD, "alice1234", "new_password", "too similar to the username"),
        (PASSWORD, "x9-" * 50, "new_password", "at most 128"),
    ],
)
def test_refused_values_are_reported_at_their_fields(
    alice: User, client_of: ClientOf, current: str, new: str, field: str, message: str
) -> None:
    browser, other = client_of(alice), client_of(alice)
    response = browser.post(CHANGE, {"current_password": current, "new_password": new})
    assert list(errors_of(response)) == [field]
    page = Page(response, status=400)
    assert message in page.text
    assert all("value" not in each.attributes for each in page.all("input", type="password"))
    assert logged_in_username(browser) == logged_in_username(other) == "alice"
    assert log_in().status_code == 302


@pytest.mark.usefixtures("limited")
def test_a_stolen_browser_is_no_place_to_guess_the_password(
    alice: User, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    for _guess in range(5):
        browser.post(CHANGE, {"current_password": WRONG, "new_password": NEW})
    refused = browser.post(CHANGE, {"current_password": PASSWORD, "new_password": NEW})
    assert "Please try again in 15 minutes" in Page(refused, status=429).text
    assert log_in().status_code == 302


def reset_link(deliver: Deliver, mails: list[Any], **headers: str) -> str:
    Client().post(RESET, {"email": "Alice@example.org"}, **headers)  # type: ignore[arg-type]
    deliver()
    return link_in(mails[-1])


def test_the_mailed_link_sets_a_new_password_and_signs_out_everywhere(
    alice: User, client_of: ClientOf, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    before, app = client_of(alice), start_session(user=alice)
    link = reset_link(deliver, mailoutbox).removeprefix("http://testserver")
    visitor = Client()
    page = Page(visitor.get(link))
    assert "@alice" in page.text
    assert page.one("input", name="new_password")["autocomplete"] == "new-password"
    assert logged_in_username(before) == "alice", "looking at the page does nothing"
    assert list(errors_of(visitor.post(link, {"new_password": "short"}))) == ["new_password"]
    assert visitor.post(link, {"new_password": NEW})["Location"] == LOGIN
    assert "You can now log in." in Page(visitor.get(LOGIN)).text
    assert logged_in_username(visitor) is None
    assert logged_in_username(before) is None
    assert get_me(app.access).status_code == 401
    assert log_in(password=NEW).status_code == 302
    # And it is used up.
    assert "has expired" in Page(visitor.get(link), status=400).text
    assert visitor.post(link, {"new_password": PASSWORD}).status_code == 400
    assert log_in().status_code == 400


@pytest.mark.parametrize("host", ["localhost", "evil.example", "testserver.evil.example"])
def test_a_forged_host_gets_into_no_mail(
    alice: User, deliver: Deliver, mailoutbox: list[Any], host: str
) -> None:
    if host == "localhost":
        link = reset_link(deliver, mailoutbox, HTTP_HOST=host, HTTP_X_FORWARDED_HOST="evil.example")
        assert link.startswith("http://testserver/accounts/password/reset/")
        whole = f"{mailoutbox[-1].body} {mailoutbox[-1].alternatives}"
        assert "localhost" not in whole
        assert "evil" not in whole
    else:
        response = Client().post(RESET, {"email": "alice@example.org"}, HTTP_HOST=host)
        assert response.status_code == 400
        deliver()
        assert mailoutbox == []


def test_the_response_does_not_reveal_who_has_an_account(
    alice: User, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    def request_reset(email: str) -> Any:
        return Client().post(RESET, {"email": email}, follow=True)

    known, unknown = request_reset("alice@example.org"), request_reset("nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain == [(SENT, 302)]
    assert Page(known).text == Page(unknown).text
    work = statements_of(lambda: request_reset("alice@example.org"))
    assert work == statements_of(lambda: request_reset("nobody@example.org"))
    deliver()
    assert {mail.to[0] for mail in mailoutbox} == {"alice@example.org"}


@pytest.mark.usefixtures("limited")
def test_the_sixth_in_half_an_hour_is_refused_for_known_and_unknown(alice: User) -> None:
    for email in ("alice@example.org", "nobody@example.org"):
        for _again in range(5):
            assert Client().post(RESET, {"email": email}).status_code == 302
        refused = Client().post(RESET, {"email": email.upper()})
        assert "Please try again in 30 minutes" in Page(refused, status=429).text


def test_an_old_link_is_refused(
    alice: User, deliver: Deliver, mailoutbox: list[Any], settings: Settings
) -> None:
    link = reset_link(deliver, mailoutbox).removeprefix("http://testserver")
    assert Client().get(link).status_code == 200
    settings.PASSWORD_RESET_TIMEOUT = -timedelta(seconds=1).total_seconds()
    assert "has expired" in Page(Client().get(link), status=400).text


def test_logging_in_makes_an_earlier_link_void(
    alice: User, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    link = reset_link(deliver, mailoutbox).removeprefix("http://testserver")
    log_in()
    assert Client().get(link).status_code == 400


def test_suspended_users_get_no_link_and_cannot_use_an_old_one(
    alice: User, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    link = reset_link(deliver, mailoutbox).removeprefix("http://testserver")
    mailoutbox.clear()
    suspend_user(user=alice)
    Client().post(RESET, {"email": "alice@example.org"})
    deliver()
    assert mailoutbox == []
    assert Client().post(link, {"new_password": NEW}).status_code == 400


@pytest.mark.parametrize("token", ["x", "x.y", "MQ.abc-def", "....", "é", "x" * 3000])
def test_a_made_up_link_sets_nothing(alice: User, token: str) -> None:
    assert Client().get(f"{RESET}{token}/").status_code == 400
    assert Client().post(f"{RESET}{token}/", {"new_password": NEW}).status_code == 400
    assert log_in().status_code == 302


def test_a_link_of_another_person_sets_only_theirs(
    alice: User, bob: User, client_of: ClientOf, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    link = reset_link(deliver, mailoutbox).removeprefix("http://testserver")
    browser = client_of(bob)
    assert browser.post(link, {"new_password": NEW}).status_code == 302
    assert logged_in_username(browser) == "bob"
    assert log_in("bob").status_code == 302
    assert log_in(password=NEW).status_code == 302


def test_password_managers_find_the_page() -> None:
    assert Client().get("/.well-known/change-password")["Location"] == CHANGE
