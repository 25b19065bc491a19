"""Signing up, logging in and out in a browser."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session as CookieSession
from django.db.models.functions import Now
from django.test import Client

from accounts.auth.hashers import BCryptHasher
from accounts.models import MailedCode, Session, User
from accounts.services import suspend_user
from tests.accounts.api import GRACE
from tests.accounts.pages import (
    EXTERNAL_URLS,
    LOGIN,
    LOGIN_REQUIRED,
    LOGOUT,
    SIGNUP,
    WRONG,
    errors_of,
    log_in,
    logged_in_username,
)
from tests.factories import PASSWORD
from tests.outbox import run_schedule
from tests.pages import Page

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
REFUSED = "Wrong username or password."
VERIFY = "/accounts/email/verify/"


def field(response: Any, name: str) -> dict[str, str | None]:
    return Page(response, status=response.status_code).one("input", name=name).attributes


def test_sign_up_signs_in_and_asks_for_the_code() -> None:
    browser = Client()
    response = browser.post(SIGNUP, GRACE)
    assert (response.status_code, response["Location"]) == (302, VERIFY)
    assert logged_in_username(browser) == "grace"
    grace = User.objects.get()
    assert grace.email is None
    assert MailedCode.objects.get(user=grace).email == "grace@example.org"
    assert "grace@example.org" in Page(browser.get(VERIFY)).text


def test_a_name_is_stored_in_one_spelling() -> None:
    Client().post(SIGNUP, {**GRACE, "username": " GRACE ", "email": "Grace@Example.org"})
    assert User.objects.get().username == "grace"
    assert MailedCode.objects.get().email == "grace@example.org"


def test_accounts_work_on_pages_and_api_alike(alice: User) -> None:
    Client().post(SIGNUP, GRACE)
    body = {"login": "grace", "password": GRACE["password"]}
    assert Client().post("/api/v1/auth/login", body, "application/json").status_code == 200
    browser = Client()
    log_in(browser=browser)
    assert logged_in_username(browser) == "alice"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("username", "", "This field is required."),
        ("username", "gr ace", "letters a-z"),
        ("username", "accounts", "taken"),
        ("username", "ALICE", "taken"),
        ("username", "a" * 31, "1 to 30 characters"),
        ("username", "gra\0ce", "Null characters"),
        ("email", "", "This field is required."),
        ("email", "nowhere", "Enter an email address"),
        ("password", "", "This field is required."),
        ("password", "short-1", "too short"),
        ("password", "x9-" * 50, "at most 128"),
        ("password", "grace123", "too similar to the username"),
        ("password", "password123", "too common"),
    ],
)
def test_refused_values_are_reported_at_their_fields_and_the_rest_is_kept(
    alice: User, name: str, value: str, message: str
) -> None:
    browser = Client()
    response = browser.post(SIGNUP, {**GRACE, name: value})
    assert list(errors_of(response)) == [name]
    assert message in Page(response, status=400).text
    assert field(response, name)["aria-invalid"] == "true"
    for kept in {"username", "email"} - {name}:
        assert field(response, kept)["value"] == GRACE[kept]
    assert "value" not in field(response, "password")
    assert logged_in_username(browser) is None
    assert User.objects.count() == 1


def test_a_username_taken_during_sign_up_is_reported_at_its_field(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("forms.auth", "services.users"):
        monkeypatch.setattr(f"accounts.{module}.registration_errors", lambda **given: {})
    response = Client().post(SIGNUP, {**GRACE, "username": "alice"})
    assert list(errors_of(response)) == ["username"]
    assert field(response, "email")["value"] == GRACE["email"]


def test_a_taken_address_gets_the_same_response(
    alice: User, deliver: Callable[[], None], mailoutbox: list[Any]
) -> None:
    """Only its owner learns that it was known."""
    unknown = Client().post(SIGNUP, {**GRACE, "username": "heidi", "email": "new@example.org"})
    known = Client().post(SIGNUP, {**GRACE, "email": "alice@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    deliver()
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert "already" in subjects["alice@example.org"]
    assert "code" in subjects["new@example.org"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("grace", "grace is available."),
        (" GRACE ", "grace is available."),
        ("alice", "That username is taken."),
        ("Alice", "That username is taken."),
        ("admin", "That username is taken."),
        ("a b", "letters a-z"),
        ("<b>", "letters a-z"),
        ("", ""),
    ],
)
def test_the_availability_of_a_username_is_shown_while_typing(
    alice: User, typed: str, message: str
) -> None:
    page = Client().get("/accounts/signup/username/", {"username": typed})
    plain_text = html.unescape(re.sub("<[^>]*>", "", page.content.decode()))
    assert message in plain_text
    assert message or not plain_text.strip()


@pytest.mark.usefixtures("limited")
def test_names_are_looked_up_a_number_of_times_only(alice: User) -> None:
    """Or a list of names would soon be a list of who is here."""
    for number in range(60):
        assert Client().get("/accounts/signup/username/", {"username": number}).status_code == 200
    refused = Client().get("/accounts/signup/username/", {"username": "alice"})
    assert refused.status_code == 429
    assert refused["Retry-After"]


@pytest.mark.parametrize("login", ["alice", "ALICE", " alice ", "Alice@Example.org"])
def test_login_accepts_username_or_address_in_any_case(alice: User, login: str) -> None:
    browser = Client()
    response = log_in(login, browser=browser)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert logged_in_username(browser) == "alice"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("alice", WRONG),
        ("alice@example.org", WRONG),
        ("nobody", PASSWORD),
        ("nobody@example.org", PASSWORD),
        ("ａｌｉｃｅ", PASSWORD),
        ("x" * 5000, PASSWORD),
        ("alice", "x" * 5000),
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


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
def test_next_leads_on_within_the_site(alice: User, page: str) -> None:
    browser = Client()
    given = {**GRACE, "login": "alice", "password": PASSWORD, "next": "/create?a=b#c"}
    response = browser.post(page, given)
    if page == SIGNUP:
        # Past the code, and past the offer of a passkey.
        verify = Page(browser.get(response["Location"]))
        assert {each["value"] for each in verify.all("input", name="next")} == {"/create?a=b#c"}
        assert verify.all("a", href="/create?a=b#c")
    else:
        assert response["Location"] == "/create?a=b#c"


@pytest.mark.parametrize("page", [LOGIN, SIGNUP])
@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(alice: User, page: str, evil: str) -> None:
    given = {**GRACE, "login": "alice", "password": PASSWORD, "next": evil}
    assert Client().post(page, given)["Location"] in {"/", VERIFY}
    again = {**given, "username": "grace2"}
    assert Client().post(f"{page}?{urlencode({'next': evil})}", again)["Location"] in {"/", VERIFY}
    shown = Page(Client().get(page, {"next": evil}))
    assert not any(evil in (link.attributes.get("href") or "") for link in shown.all("a"))
    assert shown.all("input", name="next") == []


@pytest.mark.parametrize("page", [VERIFY, "/accounts/signup/passkey/"])
def test_the_pages_after_signing_up_lead_nowhere_else(page: str) -> None:
    browser = Client()
    browser.post(SIGNUP, GRACE)
    for evil in EXTERNAL_URLS:
        shown = Page(browser.get(page, {"next": evil}))
        assert not any(evil in (link.attributes.get("href") or "") for link in shown.all("a"))
        assert shown.all("input", name="next") == [], evil


def test_next_is_carried_from_one_form_to_the_other() -> None:
    page = Page(Client().get(LOGIN, {"next": "/create"}))
    assert {each["value"] for each in page.all("input", name="next")} == {"/create"}
    for other in (SIGNUP, "/accounts/login/code/"):
        assert page.all("a", href=f"{other}?next=%2Fcreate")


@pytest.mark.parametrize(
    "page", [LOGIN, SIGNUP, "/accounts/login/code/", "/accounts/login/code/enter/"]
)
def test_a_logged_in_user_is_redirected(alice: User, client_of: ClientOf, page: str) -> None:
    assert client_of(alice).get(page)["Location"] == "/"
    assert client_of(alice).get(page, {"next": "/create"})["Location"] == "/create"
    assert client_of(alice).get(page, {"next": "//evil.example"})["Location"] == "/"


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
    costlier = BCryptHasher()
    costlier.rounds = 5
    User.objects.filter(pk=alice.pk).update(password=costlier.encode(PASSWORD, costlier.salt()))
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
