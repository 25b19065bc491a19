"""Verifying the address after sign-up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from pytest_django import Settings

from accounts.models import MailedCode, User
from tests.accounts.api import GRACE
from tests.accounts.mails import code_in, link_in
from tests.accounts.pages import (
    EXTERNAL_URLS,
    LOGIN,
    SIGNUP,
    VERIFY,
    WRONG,
    errors_of,
    logged_in_username,
)
from tests.factories import PASSWORD, make_user
from tests.pages import Page

pytestmark = pytest.mark.django_db

AGAIN = "/accounts/email/verify/again/"
CORRECT, OFFER = "/accounts/email/correct/", "/accounts/signup/passkey/"
REFUSED = {"code": ["That code is wrong or has expired."]}
Deliver = Callable[[], None]


@pytest.fixture
def grace(deliver: Deliver) -> Client:
    """The browser in which grace has just signed up, with a code in her mail."""
    browser = Client()
    browser.post(SIGNUP, GRACE)
    deliver()
    return browser


def address() -> str | None:
    grace: User = User.objects.get(username="grace")
    return grace.email


def test_the_code_verifies_the_address(grace: Client, mailoutbox: list[Any]) -> None:
    assert address() is None
    assert "Verify" in Page(grace.get("/")).one("aside", data_unverified=None).text
    response = grace.post(VERIFY, {"code": code_in(mailoutbox[-1]), "next": "/create"})
    assert response["Location"] == f"{OFFER}?next=%2Fcreate"
    assert address() == "grace@example.org"
    assert Page(grace.get("/")).all("aside", data_unverified=None) == []
    assert grace.get(VERIFY)["Location"] == "/"


def test_a_wrong_code_is_reported_and_five_invalidate_it(
    grace: Client, mailoutbox: list[Any]
) -> None:
    right = code_in(mailoutbox[-1])
    for number in range(5):
        wrong = f"{(int(right) + number + 1) % 10**8:08}"
        assert errors_of(grace.post(VERIFY, {"code": wrong})) == REFUSED
    assert errors_of(grace.post(VERIFY, {"code": right})) == REFUSED
    assert errors_of(grace.post(VERIFY, {"code": ""})) == {"code": ["This field is required."]}
    assert address() is None


def test_an_old_code_is_refused(grace: Client, mailoutbox: list[Any]) -> None:
    MailedCode.objects.update(expires_at=Now() - timedelta(seconds=1))
    assert errors_of(grace.post(VERIFY, {"code": code_in(mailoutbox[-1])})) == REFUSED


def test_another_code_takes_the_place_of_the_first(
    grace: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    response = grace.post(AGAIN, {"next": "/create"}, follow=True)
    assert "A new code is on its way to grace@example.org." in Page(response).text
    assert response.redirect_chain == [(f"{VERIFY}?next=%2Fcreate", 302)]
    deliver()
    first, second = (code_in(mail) for mail in mailoutbox)
    assert errors_of(grace.post(VERIFY, {"code": first})) == REFUSED
    assert grace.post(VERIFY, {"code": second}).status_code == 302


@pytest.mark.usefixtures("limited")
def test_codes_are_sent_a_few_times_only(grace: Client) -> None:
    # The first came when she signed up.
    for _again in range(4):
        assert grace.post(AGAIN).status_code == 302
    refused = grace.post(AGAIN)
    assert "Please try again in 30 minutes" in Page(refused, status=429).text


def test_a_mistyped_address_is_corrected_with_the_password(
    grace: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    assert Page(grace.get(CORRECT)).one("input", name="email")["value"] == "grace@example.org"
    given = {"email": "Grace@Example.com", "password": PASSWORD}
    wrong = grace.post(CORRECT, {**given, "password": WRONG})
    assert errors_of(wrong) == {"password": ["That is not your password."]}
    assert Page(wrong, status=400).one("input", name="email")["value"] == "Grace@Example.com"
    assert list(errors_of(grace.post(CORRECT, {**given, "email": "nowhere"}))) == ["email"]
    assert grace.post(CORRECT, {**given, "next": "/create"})["Location"] == (
        f"{VERIFY}?next=%2Fcreate"
    )
    assert "grace@example.com" in Page(grace.get(VERIFY)).text
    deliver()
    first, second = mailoutbox
    assert second.to == ["grace@example.com"]
    assert errors_of(grace.post(VERIFY, {"code": code_in(first)})) == REFUSED
    grace.post(VERIFY, {"code": code_in(second)})
    assert address() == "grace@example.com"


def test_a_verified_address_is_changed_on_another_page(
    alice: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(alice)
    assert browser.get(CORRECT)["Location"] == "/accounts/email/change/"
    given = {"email": "new@example.org", "password": PASSWORD}
    assert browser.post(CORRECT, given)["Location"] == "/accounts/email/change/"
    assert not MailedCode.objects.exists()


def test_the_link_shows_a_button_and_only_that_verifies(
    grace: Client, mailoutbox: list[Any]
) -> None:
    """Programs that look for viruses in mails follow links."""
    link = link_in(mailoutbox[-1]).removeprefix("http://testserver")
    visitor = Client()
    for _again in range(2):
        assert "Verify my address" in Page(visitor.get(link)).text
        assert visitor.head(link).status_code == 200
    assert address() is None
    response = visitor.post(link)
    assert response["Location"] == LOGIN
    assert "grace@example.org is verified." in Page(visitor.get(LOGIN)).text
    assert address() == "grace@example.org"
    assert logged_in_username(visitor) is None, "a link in a mail is no way in"
    assert "has expired" in Page(visitor.post(link), status=400).text


def test_the_link_works_logged_in_and_logs_no_one_out(
    grace: Client, alice: User, client_of: Callable[[User], Client], mailoutbox: list[Any]
) -> None:
    link = link_in(mailoutbox[-1]).removeprefix("http://testserver")
    browser = client_of(alice)
    assert browser.post(link)["Location"] == "/"
    assert logged_in_username(browser) == "alice"
    assert address() == "grace@example.org"


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "é", "../x", "x" * 3000])
def test_a_made_up_link_verifies_nothing(grace: Client, token: str) -> None:
    response = Client().post(f"{VERIFY}{token}/")
    assert response.status_code in {400, 404}
    assert address() is None


def test_an_address_taken_in_the_meantime_is_reported(grace: Client, mailoutbox: list[Any]) -> None:
    code = code_in(mailoutbox[-1])
    make_user("heidi")
    User.objects.filter(username="heidi").update(email="grace@example.org")
    refused = grace.post(VERIFY, {"code": code})
    assert errors_of(refused) == {"code": ["Another account uses this address now."]}
    assert address() is None


def test_it_can_wait_where_nothing_is_held_back(grace: Client, settings: Settings) -> None:
    assert Page(grace.get(f"{VERIFY}?next=/create")).one("a", href="/create").text == "Later"
    settings.REQUIRE_VERIFIED_EMAIL = True
    page = Page(grace.get(VERIFY))
    assert "verify your address first" in page.text
    assert "Later" not in page.text


@pytest.mark.parametrize("evil", EXTERNAL_URLS)
def test_next_leads_nowhere_else(grace: Client, mailoutbox: list[Any], evil: str) -> None:
    given = {"code": code_in(mailoutbox[-1]), "next": evil}
    assert grace.post(VERIFY, given)["Location"] == OFFER
