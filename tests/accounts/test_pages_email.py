"""Changing the address in a browser: both mailboxes confirm with a code."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import MailedCode, User
from tests.accounts.mails import code_in, subjects_to
from tests.accounts.pages import SECURITY, WRONG, errors_of
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

CHANGE, CONFIRM = "/accounts/email/change/", "/accounts/email/change/confirm/"
CANCEL = "/accounts/email/change/cancel/"
NEW = "alice@example.com"
ClientOf = Callable[[User], Client]
Deliver = Callable[[], None]


@pytest.fixture
def browser(alice: User, client_of: ClientOf) -> Client:
    return client_of(alice)


def request_change(browser: Client, email: str = NEW, password: str = PASSWORD) -> Any:
    return browser.post(CHANGE, {"email": email, "password": password})


def codes(deliver: Deliver, mails: list[Any]) -> dict[str, str]:
    deliver()
    by_address = {mail.to[0]: code_in(mail) for mail in mails}
    return {"code_new": by_address[NEW], "code_old": by_address["alice@example.org"]}


def test_both_codes_change_the_address_and_both_are_notified(
    alice: User, browser: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    assert request_change(browser, " Alice@Example.com ")["Location"] == CONFIRM
    assert "Waiting to change to alice@example.com" in Page(browser.get(SECURITY)).text
    given = codes(deliver, mailoutbox)
    page = Page(browser.get(CONFIRM))
    assert {"alice@example.com", "alice@example.org"} <= {each.text for each in page.all("bdi")}
    assert browser.post(CONFIRM, given)["Location"] == SECURITY
    alice.refresh_from_db()
    assert alice.email == NEW
    assert NEW in Page(browser.get(SECURITY)).text
    deliver()
    for address in (NEW, "alice@example.org"):
        assert "Your InstaPro email address was changed" in subjects_to(mailoutbox, address)


@pytest.mark.parametrize("missing", ["code_new", "code_old"])
def test_one_code_is_not_enough(
    alice: User, browser: Client, deliver: Deliver, mailoutbox: list[Any], missing: str
) -> None:
    request_change(browser)
    given = codes(deliver, mailoutbox)
    [kept] = {"code_new", "code_old"} - {missing}
    refused = browser.post(CONFIRM, {**given, missing: "00000000"})
    assert errors_of(refused) == {missing: ["That code is wrong or has expired."]}
    assert Page(refused, status=400).one("input", name=kept)["value"] == given[kept]
    assert list(errors_of(browser.post(CONFIRM, {kept: given[kept]}))) == [missing]
    swapped = {"code_new": given["code_old"], "code_old": given["code_new"]}
    assert browser.post(CONFIRM, swapped).status_code == 400
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_without_a_verified_address_one_code_is_enough(
    alice: User, browser: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    User.objects.filter(pk=alice.pk).update(email=None)
    request_change(browser)
    deliver()
    assert Page(browser.get(CONFIRM)).all("input", name="code_old") == []
    given = {"code_new": code_in(mailoutbox[-1])}
    assert browser.post(CONFIRM, given).status_code == 302
    alice.refresh_from_db()
    assert alice.email == NEW


@pytest.mark.parametrize(
    ("email", "password", "field", "message"),
    [
        (NEW, WRONG, "password", "That is not your password."),
        (NEW, "", "password", "This field is required."),
        ("nowhere", PASSWORD, "email", "Enter an email address"),
        ("", PASSWORD, "email", "This field is required."),
        ("ALICE@example.org", PASSWORD, "email", "That's already your address."),
    ],
)
def test_refused_values_are_reported_at_their_fields_and_the_rest_is_kept(
    browser: Client, email: str, password: str, field: str, message: str
) -> None:
    refused = request_change(browser, email, password)
    assert list(errors_of(refused)) == [field]
    page = Page(refused, status=400)
    assert message in page.text
    if email:
        assert page.one("input", name="email")["value"] == email
    assert "value" not in page.one("input", name="password").attributes
    assert not MailedCode.objects.exists()


def test_only_the_owner_learns_that_an_address_is_taken(
    bob: User, browser: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    free = request_change(browser)
    taken = request_change(browser, "bob@example.org")
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert "bob@example.org" in Page(browser.get(CONFIRM)).text
    deliver()
    assert subjects_to(mailoutbox, "bob@example.org") == ["You already have an account on InstaPro"]


def test_a_change_can_be_given_up(
    alice: User, browser: Client, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    request_change(browser)
    given = codes(deliver, mailoutbox)
    assert browser.post(CANCEL)["Location"] == SECURITY
    assert browser.get(CONFIRM)["Location"] == CHANGE
    assert browser.post(CONFIRM, given)["Location"] == CHANGE
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"


def test_another_users_codes_change_nothing(
    browser: Client, bob: User, client_of: ClientOf, deliver: Deliver, mailoutbox: list[Any]
) -> None:
    request_change(browser)
    given = codes(deliver, mailoutbox)
    other = client_of(bob)
    request_change(other, "bob@example.com")
    assert other.post(CONFIRM, given).status_code == 400
    bob.refresh_from_db()
    assert bob.email == "bob@example.org"


@pytest.mark.usefixtures("limited")
def test_an_address_gets_only_a_few_codes(browser: Client) -> None:
    for _again in range(5):
        assert request_change(browser).status_code == 302
    refused = request_change(browser)
    page = Page(refused, status=429)
    assert "Please try again in 30 minutes" in page.text
    assert page.one("input", name="email")["value"] == NEW
