"""Signing up in a browser."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import MailedCode, User
from tests.accounts.api import GRACE
from tests.accounts.pages import (
    SIGNUP,
    VERIFY,
    errors_of,
    field,
    log_in,
    logged_in_username,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db


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
