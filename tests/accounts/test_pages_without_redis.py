"""Without Redis, every login method on the pages works."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.api import GRACE
from tests.accounts.key_store import KeyStore, use_passkey
from tests.accounts.mails import code_in, link_in
from tests.accounts.otp import code_of, switch_on
from tests.accounts.pages import (
    ENTER_CODE,
    REQUEST_CODE,
    SECOND,
    SIGNUP,
    log_in,
    logged_in_username,
)
from tests.factories import PASSWORD
from tests.outages import ATTEMPTS_MAX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limited", "no_redis")]

NEW = "another-horse-battery"
Deliver = Callable[[], None]


@pytest.fixture(autouse=True)
def _does_not_wait_again_and_again(redis_attempts: list[object]) -> Any:
    """Each of these is a handful of requests; only the first waits for what does not answer."""
    yield
    assert len(redis_attempts) <= ATTEMPTS_MAX


def test_by_password_and_second_factor(alice: User) -> None:
    secret, _codes = switch_on(alice)
    browser = Client()
    assert log_in(browser=browser)["Location"] == SECOND
    assert browser.post(SECOND, {"code": code_of(secret)})["Location"] == "/"
    assert logged_in_username(browser) == "alice"


def test_by_a_mailed_code(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> None:
    browser = Client()
    assert browser.post(REQUEST_CODE, {"login": "alice"})["Location"] == ENTER_CODE
    deliver()
    browser.post(ENTER_CODE, {"code": code_in(mailoutbox[-1])})
    assert logged_in_username(browser) == "alice"


def test_after_a_reset(alice: User, deliver: Deliver, mailoutbox: list[Any]) -> None:
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": "alice@example.org"})
    deliver()
    link = link_in(mailoutbox[-1]).removeprefix("http://testserver")
    assert browser.post(link, {"new_password": NEW}).status_code == 302
    log_in(password=NEW, browser=browser)
    assert logged_in_username(browser) == "alice"


def test_by_a_passkey(alice: User) -> None:
    browser, store = Client(), KeyStore()
    log_in(browser=browser)
    options = browser.post("/accounts/settings/passkeys/add/options/", {"password": PASSWORD})
    given = {"name": "Phone", "credential": store.create(options.json())}
    assert browser.post("/accounts/settings/passkeys/add/", given).status_code == 302
    fresh = Client()
    assert use_passkey(fresh, store)["Location"] == "/"
    assert logged_in_username(fresh) == "alice"


def test_by_signing_up_and_the_name_is_looked_up_meanwhile(
    deliver: Deliver, mailoutbox: list[Any]
) -> None:
    browser = Client()
    looked = browser.get("/accounts/signup/username/", {"username": "grace"})
    assert b"grace is available." in looked.content
    browser.post(SIGNUP, GRACE)
    deliver()
    given = {"code": code_in(mailoutbox[-1])}
    assert browser.post("/accounts/email/verify/", given).status_code == 302
    assert User.objects.get().email == "grace@example.org"
