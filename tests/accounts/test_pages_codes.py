"""Logging in by a mailed code, in a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import MailedCode, User
from accounts.services import suspend_user
from tests.accounts.mails import code_in
from tests.accounts.pages import (
    ENTER_CODE,
    EXTERNAL_URLS,
    LOGIN,
    REQUEST_CODE,
    errors_of,
    logged_in_username,
)
from tests.accounts.statements import statements_of
from tests.pages import Page

pytestmark = pytest.mark.django_db

REFUSED = {"code": ["That code is wrong or has expired."]}
Deliver = Callable[[], None]


def request_code(login: str, browser: Client, **more: str) -> Any:
    return browser.post(REQUEST_CODE, {"login": login, **more})


@pytest.mark.parametrize("login", ["alice", " ALICE", "Alice@example.org"])
def test_a_mailed_code_logs_in(
    alice: User, deliver: Deliver, mailoutbox: list[Any], login: str
) -> None:
    browser = Client()
    response = request_code(login, browser, next="/create")
    assert response["Location"] == f"{ENTER_CODE}?next=%2Fcreate"
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["alice@example.org"]
    code = code_in(mail)
    page = Page(browser.get(response["Location"]))
    field = page.one("input", name="code")
    assert field["autocomplete"] == "one-time-code"
    assert "autofocus" in field.attributes
    assert "maxlength" not in field.attributes
    entered = browser.post(ENTER_CODE, {"code": f" {code[:4]} {code[4:]}", "next": "/create"})
    assert entered["Location"] == "/create"
    assert logged_in_username(browser) == "alice"
    assert not MailedCode.objects.filter(user=alice).exists()


def test_a_code_is_good_once(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> None:
    first, second = Client(), Client()
    for browser in (first, second):
        request_code("alice", browser)
    deliver()
    given = {"code": code_in(mailoutbox[-1])}
    assert first.post(ENTER_CODE, given).status_code == 302
    assert errors_of(second.post(ENTER_CODE, given)) == REFUSED
    assert logged_in_username(second) is None


def test_five_wrong_codes_spoil_it(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> None:
    browser = Client()
    request_code("alice", browser)
    deliver()
    right = code_in(mailoutbox[-1])
    for number in range(5):
        wrong = f"{(int(right) + number + 1) % 10**8:08}"
        assert errors_of(browser.post(ENTER_CODE, {"code": wrong})) == REFUSED
    assert errors_of(browser.post(ENTER_CODE, {"code": right})) == REFUSED
    assert logged_in_username(browser) is None


def test_another_users_code_does_not_log_in(
    alice: User, bob: User, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    browser, other = Client(), Client()
    request_code("alice", browser)
    request_code("bob", other)
    deliver()
    code = next(code_in(mail) for mail in mailoutbox if mail.to == ["bob@example.org"])
    assert errors_of(browser.post(ENTER_CODE, {"code": code})) == REFUSED


def test_the_suspended_get_no_code(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> None:
    suspend_user(user=alice)
    assert request_code("alice", Client()).status_code == 302
    deliver()
    assert mailoutbox == []


@pytest.mark.parametrize("unknown", ["nobody", "nobody@example.org"])
def test_the_pages_do_not_reveal_who_has_an_account(
    alice: User, deliver: Deliver, unknown: str
) -> None:
    known = "alice@example.org" if "@" in unknown else "alice"

    def outcome(login: str) -> list[Any]:
        """What is shown, and the statements, from the request to the first wrong guess."""
        browser, pages = Client(), []
        requesting = statements_of(lambda: request_code(login, browser))
        deliver()
        pages.append(browser.get(ENTER_CODE))
        guess = {"code": "00000000"}
        guessing = statements_of(lambda: pages.append(browser.post(ENTER_CODE, guess)))
        shown = [Page(page, status=page.status_code).text.replace(login, "…") for page in pages]
        return [shown, requesting, guessing]

    assert outcome(known) == outcome(unknown)


def test_without_a_requested_code_the_form_redirects() -> None:
    assert Client().get(ENTER_CODE)["Location"] == REQUEST_CODE
    assert Client().post(ENTER_CODE, {"code": "12345678"})["Location"] == REQUEST_CODE


def test_the_address_is_kept_for_the_next_attempt() -> None:
    browser = Client()
    request_code("alice@example.org", browser)
    assert (
        Page(browser.get(REQUEST_CODE)).one("input", name="login")["value"] == "alice@example.org"
    )
    assert "alice@example.org" in Page(browser.get(ENTER_CODE)).text
    assert errors_of(request_code("", browser)) == {"login": ["This field is required."]}


@pytest.mark.usefixtures("limited")
def test_the_sixth_code_in_half_an_hour_is_refused_for_known_and_unknown(alice: User) -> None:
    for login in ("alice", "nobody"):
        for _again in range(5):
            assert request_code(login, Client()).status_code == 302
        refused = request_code(login.upper(), Client())
        assert "Please try again in 30 minutes" in Page(refused, status=429).text
        assert refused["Retry-After"]


@pytest.mark.usefixtures("limited")
def test_guesses_at_codes_count_as_attempts_to_log_in(alice: User) -> None:
    browser = Client()
    request_code("alice", browser)
    for _guess in range(25):
        assert browser.post(ENTER_CODE, {"code": "00000000"}).status_code == 400
    assert browser.post(ENTER_CODE, {"code": "00000000"}).status_code == 429
    assert browser.post(LOGIN, {"login": "alice", "password": "x"}).status_code == 429


@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(
    alice: User, deliver: Deliver, mailoutbox: list[Any], evil: str
) -> None:
    browser = Client()
    assert request_code("alice", browser, next=evil)["Location"] == ENTER_CODE
    deliver()
    given = {"code": code_in(mailoutbox[-1]), "next": evil}
    assert browser.post(ENTER_CODE, given)["Location"] == "/"
