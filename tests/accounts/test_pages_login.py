"""Logging in and out in a browser."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session as CookieSession
from django.db.models.functions import Now
from django.test import Client

from accounts.models import Session, User
from accounts.services import suspend_user
from tests.accounts.pages import (
    LOGIN,
    LOGIN_REQUIRED,
    LOGOUT,
    SIGNUP,
    WRONG,
    errors_of,
    field,
    log_in,
    logged_in_username,
)
from tests.factories import PASSWORD, password_hash
from tests.outbox import run_schedule
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
REFUSED = "Wrong username or password."


@pytest.mark.parametrize("login", ["alice", "ALICE", " alice ", "Alice@Example.org"])
def test_login_accepts_username_or_address_in_any_case(alice: User, login: str) -> None:
    browser = Client()
    response = log_in(login, browser=browser)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert logged_in_username(browser) == "alice"


@pytest.mark.parametrize(("login", "password"), [("x" * 1001, PASSWORD), ("alice", "x" * 1001)])
def test_what_is_too_long_is_said_at_its_field(alice: User, login: str, password: str) -> None:
    refused = Client().post(LOGIN, {"login": login, "password": password})
    assert "at most 1000 characters" in Page(refused, status=400).text


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("alice", WRONG),
        ("alice@example.org", WRONG),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("ａｌｉｃｅ", PASSWORD),
        ("x" * 1000, PASSWORD),
        ("alice", "x" * 1000),
    ],
)
def test_every_failed_login_has_the_same_response(alice: User, login: str, password: str) -> None:
    browser = Client()
    response = log_in(login, password, browser=browser)
    assert errors_of(response) == {"__all__": [REFUSED]}
    assert REFUSED in Page(response, status=400).text
    assert field(response, "login")["value"] == login
    assert "value" not in field(response, "password")
    assert logged_in_username(browser) is None


@pytest.mark.parametrize("login", ["alice", "alice@example.org", "nobody", "nobody@example.org"])
def test_timing_does_not_reveal_who_has_an_account(
    alice: User, login: str, hashed: list[bytes]
) -> None:
    log_in(login, WRONG)
    assert len(hashed) == 1


def test_suspended_users_are_logged_out_at_once_and_fail_as_unknown_users_do(
    alice: User, client_of: ClientOf
) -> None:
    before = client_of(alice)
    assert logged_in_username(before) == "alice"
    suspend_user(user=alice)
    assert logged_in_username(before) is None
    assert errors_of(log_in()) == {"__all__": [REFUSED]}


@pytest.mark.parametrize("name", ["login", "password"])
def test_missing_values_are_reported_at_their_fields(alice: User, name: str) -> None:
    given = {"login": "alice", "password": PASSWORD, name: ""}
    assert errors_of(Client().post(LOGIN, given)) == {name: ["This field is required."]}


@pytest.mark.usefixtures("limited")
def test_after_five_guesses_the_wait_is_shown_and_a_code_offered(alice: User) -> None:
    for _guess in range(5):
        assert errors_of(log_in("alice", WRONG)) == {"__all__": [REFUSED]}
    response = log_in(next="/create")
    page = Page(response, status=429)
    assert response["Retry-After"]
    assert "Please try again in 15 minutes" in page.text
    offered = page.all("a", href="/accounts/login/code/?next=%2Fcreate")
    assert offered[0].text == "Email me a code instead"
    assert field(response, "login")["value"] == "alice"


@pytest.mark.usefixtures("limited")
def test_guesses_from_elsewhere_do_not_lock_the_owner_out(alice: User) -> None:
    browser = Client()
    log_in(browser=browser)
    browser.post(LOGOUT)
    for _guess in range(5):
        log_in("alice", WRONG)
    assert log_in().status_code == 429
    log_in(browser=browser)
    assert logged_in_username(browser) == "alice"


def test_keyboards_and_password_managers_know_the_fields() -> None:
    expected = {
        SIGNUP: {"email": "email", "username": "username", "password": "new-password"},
        LOGIN: {"login": "username", "password": "current-password"},
    }
    for page, fields in expected.items():
        response = Client().get(page)
        for name, autocomplete in fields.items():
            attributes = field(response, name)
            assert attributes["autocomplete"] == autocomplete
            assert attributes["autocapitalize"] == "none"
    assert field(Client().get(SIGNUP), "email")["inputmode"] == "email"
    assert field(Client().get(SIGNUP), "password")["type"] == "password"


def test_logging_out_is_confirmed_and_then_done_by_post(alice: User, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert browser.get(LOGOUT).status_code == 200
    assert logged_in_username(browser) == "alice"
    response = browser.post(LOGOUT)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert logged_in_username(browser) is None
    assert Session.objects.filter(revoked_at=None).count() == 0


def test_the_old_cookie_is_worth_nothing_after_logging_out(
    alice: User, client_of: ClientOf
) -> None:
    browser, thief = client_of(alice), Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert logged_in_username(thief) == "alice"
    browser.post(LOGOUT)
    assert logged_in_username(thief) is None


def test_the_session_changes_its_name_at_logging_in(alice: User) -> None:
    """Or an attacker who planted the cookie would be logged in as well."""
    browser, planter = Client(), Client()
    session = browser.session
    session["seen"] = True
    session.save()
    browser.cookies["sessionid"] = planter.cookies["sessionid"] = before = str(session.session_key)
    log_in(browser=browser)
    assert browser.cookies["sessionid"].value != before
    assert logged_in_username(browser) == "alice"
    assert logged_in_username(planter) is None
    assert browser.cookies["sessionid"]["httponly"] is True
    assert browser.cookies["sessionid"]["samesite"] == "Lax"


def test_logging_in_writes_nothing_but_the_time_of_it(
    alice: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25) as queries:
        log_in()
    changes = [query["sql"] for query in queries if query["sql"].startswith('UPDATE "users"')]
    # And a deactivated account is shown again.
    back = [sql for sql in changes if '"deactivated_at" IS NOT NULL' in sql]
    [time] = [sql for sql in changes if sql not in back]
    assert re.fullmatch(r'UPDATE "users" SET "last_login" = [^"]* WHERE .*', time)


def test_an_older_hash_is_upgraded_and_logs_in(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(password=password_hash(PASSWORD, rounds=5))
    browser = Client()
    log_in(browser=browser)
    assert logged_in_username(browser) == "alice"
    alice.refresh_from_db()
    assert alice.password.startswith("bcrypt_sha256_nfkc$$2b$04$")


def test_a_session_cookie_of_arbitrary_bytes_is_anonymous(client: Client) -> None:
    client.cookies["sessionid"] = "abcdefghijkl\x00mnop"
    assert client.get(LOGIN_REQUIRED).status_code == 302


def test_expired_browser_sessions_are_purged(alice: User) -> None:
    kept, old = Client(), Client()
    for browser in (kept, old):
        log_in(browser=browser)
    rows = CookieSession.objects.filter(session_key=old.cookies["sessionid"].value)
    assert rows.update(expire_date=Now() - timedelta(seconds=1)) == 1
    run_schedule()
    assert not rows.exists()
    assert logged_in_username(kept) == "alice"


def test_a_new_device_is_reported_to_its_owner_and_a_trusted_one_is_not(
    alice: User, deliver: Callable[[], None], mailoutbox: list[Any]
) -> None:
    browser = Client()
    for _again in range(2):
        log_in(browser=browser)
        browser.post(LOGOUT)
    deliver()
    assert mailoutbox == []
    log_in()
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["alice@example.org"]
    assert "http://testserver/accounts/settings/sessions/" in mail.body
