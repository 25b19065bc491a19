"""The authenticator app in a browser: set up, disabled, and its recovery codes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from qrcode.main import QRCode

from accounts.auth.qr_codes import qr_path
from accounts.models import PendingTotp, User
from tests.accounts.otp import code_of, switch_on
from tests.accounts.pages import SECOND, SECURITY, WRONG, errors_of, log_in, logged_in_username
from tests.factories import PASSWORD
from tests.pages import Page

pytestmark = pytest.mark.django_db

BEGIN, CONFIRM = "/accounts/settings/two-factor/", "/accounts/settings/two-factor/confirm/"
OFF = "/accounts/settings/two-factor/off/"
RENEW, SAVE = "/accounts/settings/recovery-codes/", "/accounts/settings/recovery-codes/save/"
NOT_MINE = {"password": ["That is not your password."]}
ClientOf = Callable[[User], Client]


@pytest.fixture
def browser(alice: User, client_of: ClientOf) -> Client:
    return client_of(alice)


def begin(browser: Client) -> str:
    """The secret, as the page shows it for typing."""
    assert browser.post(BEGIN, {"password": PASSWORD})["Location"] == CONFIRM
    return Page(browser.get(CONFIRM)).one("p", data_secret=None)["data-secret"]


def codes_on(response: Any) -> list[str]:
    return [each.text.replace(" ", "") for each in Page(response).all("li") if _is_code(each.text)]


def _is_code(text: str) -> bool:
    return re.fullmatch("[0-9]{4} [0-9]{4}", text.strip()) is not None


def test_it_is_set_up_by_a_first_code_and_then_required(
    alice: User, browser: Client, client_of: ClientOf
) -> None:
    other = client_of(alice)
    assert "Off" in Page(browser.get(SECURITY)).text
    secret = begin(browser)
    assert log_in().status_code == 302, "no second factor is required yet"
    wrong = browser.post(CONFIRM, {"code": "000000"})
    assert list(errors_of(wrong)) == ["code"]
    assert Page(wrong, status=400).one("p", data_secret=None)["data-secret"] == secret
    shown = browser.post(CONFIRM, {"code": code_of(secret)})
    codes = codes_on(shown)
    assert len(codes) == len(set(codes)) == 10
    assert shown["Cache-Control"] == "private, no-store"
    assert logged_in_username(browser) == "alice"
    assert logged_in_username(other) is None
    assert "10 left" in Page(browser.get(SECURITY)).text
    fresh = Client()
    assert log_in(browser=fresh)["Location"] == SECOND
    assert fresh.post(SECOND, {"code": codes[3]})["Location"] == "/"


def test_the_codes_are_shown_once(browser: Client) -> None:
    secret = begin(browser)
    shown = browser.post(CONFIRM, {"code": code_of(secret)})
    [*codes] = codes_on(shown)
    for page in (SECURITY, RENEW, BEGIN):
        assert not any(code in browser.get(page).content.decode() for code in codes)
    assert browser.get(CONFIRM)["Location"] == SECURITY
    assert browser.post(CONFIRM, {"code": code_of(secret, steps=1)})["Location"] == SECURITY


def test_the_picture_says_what_the_text_says(browser: Client) -> None:
    secret = begin(browser)
    response = browser.get(CONFIRM)
    page = Page(response)
    [link] = [each["href"] for each in page.all("a") if each["href"].startswith("otpauth:")]
    assert link == f"otpauth://totp/alice?secret={secret}&issuer=InstaPro"
    drawn = next(each["d"] for each in page.all("path") if each["d"] == qr_path(link)["path"])
    assert drawn.startswith("M4 4h1v1h-1z")
    assert " style=" not in response.content.decode()


def test_the_picture_has_the_modules_of_the_code() -> None:
    code = QRCode(border=4)
    code.add_data("otpauth://totp/x")
    code.make()
    drawn = qr_path("otpauth://totp/x")
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", str(drawn["path"]))}
    matrix = code.get_matrix()
    assert drawn["size"] == len(matrix)
    assert dark == {
        (x, y) for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark
    }


@pytest.mark.parametrize("page", [BEGIN, RENEW, OFF])
def test_each_step_requires_the_password(alice: User, browser: Client, page: str) -> None:
    secret, _codes = ("", []) if page == BEGIN else switch_on(alice)
    browser = browser if page == BEGIN else _logged_in_anew(secret)
    otp = code_of(secret, steps=1) if secret else ""
    refused = browser.post(page, {"password": WRONG, "otp": otp})
    assert errors_of(refused) == NOT_MINE
    assert codes_on_refusal(refused) == []
    assert not PendingTotp.objects.exists()
    assert log_in()["Location"] == ("/" if page == BEGIN else SECOND)


def codes_on_refusal(response: Any) -> list[str]:
    return re.findall(r">[0-9]{4} [0-9]{4}<", response.content.decode())


def _logged_in_anew(secret: str) -> Client:
    browser = Client()
    log_in(browser=browser)
    browser.post(SECOND, {"code": code_of(secret)})
    return browser


def test_a_set_up_left_lying_is_begun_anew(browser: Client) -> None:
    secret = begin(browser)
    PendingTotp.objects.update(created_at=Now() - timedelta(days=1))
    assert browser.get(CONFIRM)["Location"] == SECURITY
    assert browser.post(CONFIRM, {"code": code_of(secret)})["Location"] == SECURITY
    assert begin(browser) != secret


def test_it_is_switched_off_with_password_and_code(
    alice: User, client_of: ClientOf, deliver: Callable[[], None], mailoutbox: list[Any]
) -> None:
    secret, _codes = switch_on(alice)
    browser, other = client_of(alice), client_of(alice)
    assert errors_of(browser.post(OFF, {"password": PASSWORD, "otp": "000000"})) == {
        "otp": ["That code is wrong or was already used."]
    }
    assert list(errors_of(browser.post(OFF, {"password": PASSWORD}))) == ["otp"]
    assert log_in()["Location"] == SECOND
    response = browser.post(OFF, {"password": PASSWORD, "otp": code_of(secret)})
    assert response["Location"] == SECURITY
    assert logged_in_username(browser) == "alice"
    assert logged_in_username(other) is None
    assert log_in()["Location"] == "/"
    deliver()
    assert any("turned off" in mail.body for mail in mailoutbox)


def test_new_codes_make_the_old_ones_void(alice: User, client_of: ClientOf) -> None:
    _secret, old = switch_on(alice)
    browser = client_of(alice)
    assert "You have 10 recovery codes left." in Page(browser.get(RENEW)).text
    guessed = browser.post(RENEW, {"password": PASSWORD, "otp": "000000"})
    assert "That code is wrong or was already used." in Page(guessed, status=400).text
    fresh = codes_on(browser.post(RENEW, {"password": PASSWORD, "otp": old[1]}))
    assert len(fresh) == 10
    assert not set(fresh) & set(old)
    visitor = Client()
    log_in(browser=visitor)
    assert visitor.post(SECOND, {"code": old[0]}).status_code == 400
    assert visitor.post(SECOND, {"code": fresh[0]}).status_code == 302


def test_the_codes_are_downloaded_without_caching(
    browser: Client, bob: User, client_of: ClientOf
) -> None:
    shown = browser.post(CONFIRM, {"code": code_of(begin(browser))})
    codes = codes_on(shown)
    signed = Page(shown).one("input", name="codes")["value"]
    file = browser.post(SAVE, {"codes": signed})
    assert file.content.decode().split() == codes
    assert file["Content-Type"].startswith("text/plain")
    assert file["Content-Disposition"] == 'attachment; filename="instapro-recovery-codes.txt"'
    assert file["Cache-Control"] == "private, no-store"
    # Not another user's, and not a forged one.
    for forged in (signed[:-1], "", "x", "WyJhIl0:x:y"):
        assert browser.post(SAVE, {"codes": forged})["Location"] == SECURITY
    assert client_of(bob).post(SAVE, {"codes": signed})["Location"] == SECURITY


@pytest.mark.parametrize("page", [OFF, RENEW])
def test_a_disabled_second_factor_cannot_be_changed(browser: Client, page: str) -> None:
    refused = browser.post(page, {"password": PASSWORD, "otp": "123456"})
    assert "Two-factor authentication is not on." in Page(refused, status=409).text


def test_an_enabled_second_factor_cannot_be_enabled(alice: User, client_of: ClientOf) -> None:
    switch_on(alice)
    refused = client_of(alice).post(BEGIN, {"password": PASSWORD})
    assert "Two-factor authentication is already on." in Page(refused, status=409).text
