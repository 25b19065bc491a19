"""The second factor is required by every login method but a passkey, which is both factors."""

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import Session, User
from accounts.services import suspend_user
from accounts.services.passwords import change_password
from accounts.services.sessions import end_sessions
from tests.accounts.key_store import KeyStore, add_passkey, use_passkey
from tests.accounts.mails import code_in, link_in
from tests.accounts.otp import code_of, switch_on
from tests.accounts.pages import (
    ENTER_CODE,
    LOGIN,
    REQUEST_CODE,
    SECOND,
    errors_of,
    log_in,
    logged_in_username,
)
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

NEW = "another-horse-battery"
Deliver = Callable[[], None]
WRONG_OTP = {"__all__": ["That code is wrong or was already used."]}


@pytest.fixture
def secret(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> str:
    """alice's, in her authenticator app."""
    secret, _codes = switch_on(alice)
    deliver()
    mailoutbox.clear()
    return secret


def by_password(browser: Client, deliver: Deliver, mails: list[Any]) -> Any:
    return log_in(browser=browser)


def by_code(browser: Client, deliver: Deliver, mails: list[Any]) -> Any:
    browser.post(REQUEST_CODE, {"login": "alice"})
    deliver()
    return browser.post(ENTER_CODE, {"code": code_in(mails[-1])})


def after_a_reset(browser: Client, deliver: Deliver, mails: list[Any]) -> Any:
    browser.post("/accounts/password/reset/", {"email": "alice@example.org"})
    deliver()
    place = link_in(mails[-1]).removeprefix("http://testserver")
    assert browser.post(place, {"new_password": NEW})["Location"] == LOGIN
    assert logged_in_username(browser) is None
    return log_in(password=NEW, browser=browser)


WAYS = [by_password, by_code, after_a_reset]


@pytest.mark.parametrize("way", WAYS)
def test_each_login_method_requires_it(
    secret: str, deliver: Deliver, mailoutbox: list[Any], way: Callable[..., Any]
) -> None:
    browser = Client()
    before = set(Session.objects.values_list("pk", flat=True))
    assert way(browser, deliver, mailoutbox)["Location"] == SECOND
    assert logged_in_username(browser) is None
    assert set(Session.objects.values_list("pk", flat=True)) == before
    assert errors_of(browser.post(SECOND, {"code": "000000"})) == WRONG_OTP
    assert logged_in_username(browser) is None
    response = browser.post(SECOND, {"code": code_of(secret)})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert logged_in_username(browser) == "alice"


def test_it_redirects_to_the_requested_page(secret: str) -> None:
    browser = Client()
    log_in(browser=browser, next="/create")
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == "/create"
    browser = Client()
    log_in(browser=browser, next="//evil.example")
    response = browser.post(SECOND, {"code": code_of(secret, steps=1), "next": "//evil.example"})
    assert response["Location"] == "/"


def test_a_code_is_good_once(secret: str) -> None:
    first, second = Client(), Client()
    code = {"code": code_of(secret)}
    for browser in (first, second):
        log_in(browser=browser)
    assert first.post(SECOND, code).status_code == 302
    assert errors_of(second.post(SECOND, code)) == WRONG_OTP


def test_a_recovery_code_signs_in_once_and_its_owner_is_notified(
    alice: User, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    _secret, codes = switch_on(alice)
    first, second = Client(), Client()
    for browser in (first, second):
        log_in(browser=browser)
    given = {"code": f"{codes[0][:4]} {codes[0][4:]}"}
    assert first.post(SECOND, given)["Location"] == "/"
    assert logged_in_username(first) == "alice"
    assert errors_of(second.post(SECOND, given)) == WRONG_OTP
    deliver()
    notice = next(mail for mail in mailoutbox if "recovery code" in mail.subject)
    assert "9 are left" in notice.body


def test_without_the_first_factor_there_is_no_second(secret: str) -> None:
    browser = Client()
    assert browser.get(SECOND)["Location"] == LOGIN
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == LOGIN
    assert logged_in_username(browser) is None


def test_the_first_factor_is_good_for_a_quarter_of_an_hour(
    secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client()
    log_in(browser=browser)
    later = SimpleNamespace(time=lambda: time.time() + 16 * 60)
    monkeypatch.setattr("accounts.auth.login_flow.time", later)
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == LOGIN
    assert logged_in_username(browser) is None


def test_a_password_that_was_changed_meanwhile_opens_nothing(alice: User, secret: str) -> None:
    browser = Client()
    log_in(browser=browser)
    change_password(user=alice, current=PASSWORD, new=NEW, session=None)
    response = browser.post(SECOND, {"code": code_of(secret)}, follow=True)
    assert "Please log in again." in Page(response).text
    assert logged_in_username(browser) is None


def test_a_user_suspended_during_the_login_cannot_log_in(alice: User, secret: str) -> None:
    browser = Client()
    log_in(browser=browser)
    suspend_user(user=alice)
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == LOGIN
    assert logged_in_username(browser) is None


def test_a_user_deleted_in_the_meantime_is_no_error(alice: User, secret: str) -> None:
    browser = Client()
    log_in(browser=browser)
    code = code_of(secret)
    alice.delete()
    assert browser.get(SECOND)["Location"] == LOGIN
    assert browser.post(SECOND, {"code": code})["Location"] == LOGIN


def test_a_passkey_shown_in_this_browser_before_does_not_stand_for_it(
    alice: User, secret: str, client_of: Callable[[User], Client]
) -> None:
    """As after the session was ended remotely and another person uses the browser."""
    store, browser = KeyStore(), Client()
    add_passkey(client_of(alice), store)
    use_passkey(browser, store)
    assert logged_in_username(browser) == "alice"
    end_sessions(user=alice)
    assert log_in(browser=browser)["Location"] == SECOND
    assert logged_in_username(browser) is None


@pytest.mark.usefixtures("limited")
def test_after_five_wrong_codes_the_user_must_wait(secret: str) -> None:
    browser = Client()
    log_in(browser=browser)
    for _guess in range(5):
        assert errors_of(browser.post(SECOND, {"code": "000000"})) == WRONG_OTP
    refused = browser.post(SECOND, {"code": code_of(secret)})
    assert "Please try again in 15 minutes" in Page(refused, status=429).text
    assert logged_in_username(browser) is None


def test_another_account_can_be_taken_instead(secret: str, bob: User) -> None:
    browser = Client()
    log_in(browser=browser)
    page = Page(browser.get(SECOND))
    page.one("a", href=LOGIN)
    assert browser.get(LOGIN).status_code == 200
    log_in("bob", browser=browser)
    assert logged_in_username(browser) == "bob"
