"""An authenticator app as second factor, and recovery codes for when it is lost."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import PendingTotp, RecoveryCode, Session, Totp, User
from accounts.services.sessions import start_session
from tests.accounts.api import LOGIN, app_with, is_logged_out, post, problem, refresh
from tests.accounts.mails import subjects_to
from tests.accounts.otp import code_of, switch_on
from tests.factories import PASSWORD
from tests.outages import redis_outage
from tests.threads import at_once

pytestmark = pytest.mark.django_db

OTP, SETUP, CONFIRM = "/api/v1/auth/otp", "/api/v1/auth/otp/setup", "/api/v1/auth/otp/confirm"
DISABLE, CODES = "/api/v1/auth/otp/disable", "/api/v1/auth/otp/recovery-codes"
REQUIRED, INVALID = (401, "otp_required", None), (401, "otp_invalid", None)
ApiOf = Callable[[User], APIClient]


def log_in(**more: Any) -> Any:
    return post(LOGIN, {"login": "alice", "password": PASSWORD, **more})


def set_up(app: APIClient, password: str = PASSWORD) -> Any:
    return post(SETUP, {"password": password}, client=app)


def confirm(app: APIClient, code: str) -> Any:
    return post(CONFIRM, {"code": code}, client=app)


def disable(app: APIClient, otp: str, password: str = PASSWORD) -> Any:
    return post(DISABLE, {"password": password, "otp": otp}, client=app)


@pytest.fixture
def secret(alice: User) -> str:
    """alice has it switched on."""
    return switch_on(alice)[0]


# --- switching it on ----------------------------------------------------------------------------


def test_it_is_enabled_by_a_first_code_and_ends_other_sessions(
    alice: User,
    client_of: Callable[[User], Client],
    deliver: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    here, there, browser = start_session(user=alice), start_session(user=alice), client_of(alice)
    app = app_with(here.access)
    assert app.get(OTP).json() == {"enabled": False, "recovery_codes_left": 0}
    response = set_up(app)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    told_secret = response.json()["secret"]
    uri = urlsplit(response.json()["uri"])
    assert (uri.scheme, uri.netloc, unquote(uri.path)) == ("otpauth", "totp", "/alice")
    assert parse_qs(uri.query) == {"secret": [told_secret], "issuer": ["InstaPro"]}
    # It is not required until it is confirmed.
    assert log_in().status_code == 200
    assert app.get(OTP).json()["enabled"] is False

    response = confirm(app, f" {code_of(told_secret)[:3]} {code_of(told_secret)[3:]}")
    assert response.status_code == 200
    codes = response.json()["recovery_codes"]
    assert len(codes) == len(set(codes)) == 10
    assert app.get(OTP).json() == {"enabled": True, "recovery_codes_left": 10}
    assert problem(log_in()) == REQUIRED
    assert refresh(here.refresh).status_code == 200
    assert problem(refresh(there.refresh))[0] == 401
    assert is_logged_out(browser)
    deliver()
    assert subjects_to(mailoutbox, "alice@example.org")


def test_the_secret_is_kept_encrypted(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    secret = set_up(app).json()["secret"]
    assert secret not in PendingTotp.objects.get().secret
    confirm(app, code_of(secret))
    assert not PendingTotp.objects.exists()
    assert secret not in Totp.objects.get().secret


@pytest.mark.parametrize(
    "code", ["000000", "", "12345", "1234567", "abcdef", "１２３４５６", "x" * 40]
)
def test_a_wrong_first_code_switches_nothing_on(alice: User, api_of: ApiOf, code: str) -> None:
    app = api_of(alice)
    set_up(app)
    status, _code, attr = problem(confirm(app, code))
    assert (status, attr) == (400, "code")
    assert log_in().status_code == 200


def test_the_password_is_required(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    refused = (400, "wrong_password", "password")
    assert problem(set_up(app, "wrong-horse-battery")) == refused
    assert not PendingTotp.objects.exists()
    secret, _codes = switch_on(alice)
    app = api_of(alice)
    assert problem(disable(app, code_of(secret), "wrong-horse-battery")) == refused
    wrong = {"password": "wrong-horse-battery", "otp": code_of(secret)}
    assert problem(post(CODES, wrong, client=app)) == refused


def test_without_a_secret_confirmation_is_refused(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    assert problem(confirm(app, "123456")) == (409, "otp_not_on", None)


def test_a_secret_waits_for_ten_minutes(alice: User, api_of: ApiOf) -> None:
    """The password check expires."""
    app = api_of(alice)
    secret = set_up(app).json()["secret"]
    PendingTotp.objects.update(created_at=Now() - timedelta(minutes=11))
    assert problem(confirm(app, code_of(secret))) == (409, "otp_not_on", None)
    secret = set_up(app).json()["secret"]
    assert confirm(app, code_of(secret)).status_code == 200


def test_it_is_switched_on_once(alice: User, secret: str, api_of: ApiOf) -> None:
    app = api_of(alice)
    assert problem(set_up(app)) == (409, "otp_already_on", None)
    assert problem(confirm(app, code_of(secret))) == (409, "otp_already_on", None)


@pytest.mark.django_db(transaction=True)
def test_of_ten_simultaneous_confirmations_one_succeeds(alice: User) -> None:
    access = start_session(user=alice).access
    secret = set_up(app_with(access)).json()["secret"]
    responses = at_once([lambda: confirm(app_with(access), code_of(secret))] * 10)
    assert sorted(response.status_code for response in responses) == [200] + [409] * 9
    assert Totp.objects.count() == 1
    assert RecoveryCode.objects.count() == 10


@pytest.mark.parametrize("path", [SETUP, CONFIRM, DISABLE, CODES])
def test_these_require_login(path: str) -> None:
    assert problem(post(path)) == (401, "not_authenticated", None)
    assert problem(APIClient().get(OTP)) == (401, "not_authenticated", None)


# --- logging in with it -------------------------------------------------------------------------


def test_it_is_required_after_the_right_password_only(alice: User, secret: str) -> None:
    wrong = log_in(password="wrong-horse-battery")
    assert problem(wrong) == (401, "authentication_failed", None)
    assert wrong.json() == post(LOGIN, {"login": "nobody", "password": PASSWORD}).json()
    wrong = log_in(password="wrong-horse-battery", otp=code_of(secret))
    assert problem(wrong) == (401, "authentication_failed", None)
    for otp in ({}, {"otp": ""}, {"otp": "  "}):
        response = log_in(**otp)
        assert problem(response) == REQUIRED
        assert "refresh_token" not in response.cookies
        assert "device" not in response.cookies
    assert not Session.objects.exists()
    assert log_in(otp=code_of(secret)).status_code == 200


@pytest.mark.parametrize("steps", [0, 1])
def test_a_code_is_good_for_its_time_and_a_step_around_it(
    alice: User, secret: str, steps: int
) -> None:
    assert log_in(otp=code_of(secret, steps=steps)).status_code == 200


@pytest.mark.parametrize("steps", [-4, -3, 3, 20])
def test_a_code_of_another_time_is_no_good(alice: User, secret: str, steps: int) -> None:
    assert problem(log_in(otp=code_of(secret, steps=steps))) == INVALID


@pytest.mark.parametrize(
    "otp", ["0", "nonsense", "１２３４５６", "' OR 1=1", "-" * 6, "0" * 40, "\u202e123456"]
)
def test_an_invalid_code_is_refused(alice: User, secret: str, otp: str) -> None:
    assert problem(log_in(otp=otp)) == INVALID


def test_a_code_cannot_be_played_back(alice: User, secret: str) -> None:
    """Nor an older one after a newer."""
    newer, older = code_of(secret, steps=1), code_of(secret)
    assert log_in(otp=newer).status_code == 200
    assert problem(log_in(otp=newer)) == INVALID
    assert problem(log_in(otp=older)) == INVALID


def test_the_code_that_switched_it_on_is_spent(alice: User, api_of: ApiOf) -> None:
    app = api_of(alice)
    code = code_of(set_up(app).json()["secret"])
    assert confirm(app, code).status_code == 200
    assert problem(log_in(otp=code)) == INVALID


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("redis", ["there", "gone", "hung"])
def test_of_twenty_simultaneous_logins_with_a_code_one_succeeds(
    alice: User, secret: str, redis: str, tmp_path: Path
) -> None:
    code = code_of(secret)
    with ExitStack() as stack:
        if redis != "there":
            stack.enter_context(redis_outage(tmp_path, hung=redis == "hung"))
        responses = at_once([lambda: log_in(otp=code)] * 20)
    assert sorted(response.status_code for response in responses) == [200] + [401] * 19
    assert {problem(each) for each in responses if each.status_code == 401} == {INVALID}
    assert Session.objects.filter(revoked_at=None).count() == 1


@pytest.mark.usefixtures("limited")
def test_codes_cannot_be_guessed_even_with_the_password(alice: User, secret: str) -> None:
    known = APIClient()
    assert log_in_from(known, code_of(secret)).status_code == 200
    for _ in range(5):
        assert problem(log_in(otp="000000")) == INVALID
    limited = log_in(otp=code_of(secret, steps=1))
    assert problem(limited) == (429, "throttled", None)
    assert int(limited["Retry-After"]) <= 15 * 60
    # The owner, where they have logged in before, is let in.
    assert log_in_from(known, code_of(secret, steps=1)).status_code == 200


def log_in_from(device: APIClient, otp: str) -> Any:
    return post(LOGIN, {"login": "alice", "password": PASSWORD, "otp": otp}, client=device)


# --- recovery codes -----------------------------------------------------------------------------


def test_a_recovery_code_works_once_and_its_owner_is_notified(
    alice: User,
    api_of: ApiOf,
    deliver: Callable[[], None],
    mailoutbox: list[EmailMessage],
) -> None:
    _secret, codes = switch_on(alice)
    deliver()
    mailoutbox.clear()
    spelt = f" {codes[3][:4]}-{codes[3][4:]} "
    assert log_in(otp=spelt).status_code == 200
    assert problem(log_in(otp=codes[3])) == INVALID
    assert api_of(alice).get(OTP).json() == {"enabled": True, "recovery_codes_left": 9}
    deliver()
    [mail] = mailoutbox
    assert "recovery code" in mail.subject
    assert "9 are left" in str(mail.body)
    for code in codes[:3] + codes[4:]:
        assert log_in(otp=code).status_code == 200
    assert problem(log_in(otp=codes[0])) == INVALID


@pytest.mark.django_db(transaction=True)
def test_of_twenty_simultaneous_uses_of_a_recovery_code_one_succeeds(alice: User) -> None:
    _secret, codes = switch_on(alice)
    responses = at_once([lambda: log_in(otp=codes[0])] * 20)
    assert sorted(response.status_code for response in responses) == [200] + [401] * 19


def test_new_recovery_codes_make_the_old_ones_void(alice: User, api_of: ApiOf) -> None:
    _secret, old = switch_on(alice)
    here, there = start_session(user=alice), start_session(user=alice)
    response = post(CODES, {"password": PASSWORD, "otp": old[1]}, client=app_with(here.access))
    assert response.status_code == 200
    new = response.json()["recovery_codes"]
    assert len(set(new) | set(old)) == 20
    assert problem(log_in(otp=old[0])) == INVALID
    assert log_in(otp=new[0]).status_code == 200
    assert refresh(here.refresh).status_code == 200
    assert problem(refresh(there.refresh))[0] == 401


@pytest.mark.parametrize("otp", ["000000", "99999999"])
def test_the_password_alone_gets_no_recovery_codes(alice: User, api_of: ApiOf, otp: str) -> None:
    _secret, codes = switch_on(alice)
    app = api_of(alice)
    assert problem(post(CODES, {"password": PASSWORD}, client=app)) == (400, "required", "otp")
    guessed = {"password": PASSWORD, "otp": otp}
    assert problem(post(CODES, guessed, client=app)) == (400, "otp_invalid", "otp")
    assert log_in(otp=codes[0]).status_code == 200


def test_without_the_second_factor_there_are_no_recovery_codes(alice: User, api_of: ApiOf) -> None:
    response = post(CODES, {"password": PASSWORD, "otp": "123456"}, client=api_of(alice))
    assert problem(response) == (409, "otp_not_on", None)


# --- switching it off ---------------------------------------------------------------------------


def test_it_is_switched_off_by_password_and_code(alice: User, secret: str) -> None:
    here, there = start_session(user=alice), start_session(user=alice)
    app = app_with(here.access)
    assert problem(disable(app, "000000")) == (400, "otp_invalid", "otp")
    assert problem(log_in()) == REQUIRED
    assert disable(app, code_of(secret)).status_code == 204
    assert app.get(OTP).json() == {"enabled": False, "recovery_codes_left": 0}
    assert not Totp.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert log_in().status_code == 200
    assert problem(refresh(there.refresh))[0] == 401
    assert refresh(here.refresh).status_code == 200
    assert problem(disable(app, code_of(secret))) == (409, "otp_not_on", None)


def test_a_recovery_code_switches_it_off_too(alice: User, api_of: ApiOf) -> None:
    _secret, codes = switch_on(alice)
    assert disable(api_of(alice), codes[0]).status_code == 204


@pytest.mark.parametrize("value", [None, "", 7, [], {}, "1\0", "x" * 41])
@pytest.mark.parametrize(("path", "field"), [(CONFIRM, "code"), (DISABLE, "otp")])
def test_bad_input_is_reported_at_its_field(
    alice: User, api_of: ApiOf, path: str, field: str, value: Any
) -> None:
    response = post(path, {"password": PASSWORD, field: value}, client=api_of(alice))
    status, _code, attr = problem(response)
    assert (status, attr) == (400, field)
