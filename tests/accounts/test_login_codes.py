"""Logging in by a mailed code."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db.models.functions import Now
from rest_framework.test import APIClient

from accounts.models import MailedCode, MailRequest, Session, User
from accounts.services import suspend_user
from tests.accounts.api import GRACE, LOGIN, REGISTER, cookie, get_me, post, problem, refresh
from tests.accounts.mails import code_in
from tests.accounts.otp import code_of, switch_on
from tests.accounts.statements import statements_of
from tests.factories import PASSWORD
from tests.threads import at_once

pytestmark = pytest.mark.django_db

REQUEST, CONFIRM = "/api/v1/auth/login/code", "/api/v1/auth/login/code/confirm"
WRONG = (401, "wrong_code", "code")
Deliver = Callable[[], None]
Mails = list[EmailMessage]


def request_code(login: str = "alice") -> Any:
    return post(REQUEST, {"login": login})


def log_in(code: str, login: str = "alice", **more: Any) -> Any:
    return post(CONFIRM, {"login": login, "code": code, **more})


@pytest.fixture
def code(alice: User, deliver: Deliver, mailoutbox: Mails) -> str:
    assert request_code().status_code == 202
    deliver()
    return code_in(mailoutbox.pop())


@pytest.mark.parametrize("login", ["alice", " ALICE", "Alice@Example.org"])
def test_a_code_signs_in_like_a_password(
    alice: User, login: str, deliver: Deliver, mailoutbox: Mails
) -> None:
    response = request_code(login)
    assert (response.status_code, response.content) == (202, b"")
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["alice@example.org"]
    response = log_in(f"{code_in(mail)[:4]}-{code_in(mail)[4:]} ", login)
    assert response.status_code == 200
    assert set(response.json()) == {"user", "access"}
    assert get_me(response.json()["access"]).json()["username"] == "alice"
    assert refresh(cookie(response).value).status_code == 200
    assert response["Cache-Control"] == "private, no-store"


def test_a_code_is_good_once(alice: User, code: str) -> None:
    assert log_in(code).status_code == 200
    assert problem(log_in(code)) == WRONG


@pytest.mark.django_db(transaction=True)
def test_of_twenty_simultaneous_uses_of_a_code_one_succeeds(code: str) -> None:
    responses = at_once([lambda: log_in(code)] * 20)
    assert sorted(response.status_code for response in responses) == [200] + [401] * 19
    assert Session.objects.count() == 1


def test_a_code_is_good_for_a_quarter_of_an_hour(alice: User, code: str) -> None:
    assert MailedCode.objects.filter(expires_at__lt=Now() + timedelta(minutes=15)).exists()
    MailedCode.objects.update(expires_at=Now())
    assert problem(log_in(code)) == WRONG


def test_five_wrong_guesses_invalidate_a_code_and_a_new_one_works(
    alice: User, code: str, deliver: Deliver, mailoutbox: Mails
) -> None:
    wrong = f"{(int(code) + 1) % 10**8:08}"
    for _ in range(5):
        assert problem(log_in(wrong)) == WRONG
    assert problem(log_in(code)) == WRONG
    request_code()
    deliver()
    assert log_in(code_in(mailoutbox[-1])).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_forty_guesses_at_once_no_more_than_five_are_looked_at(code: str) -> None:
    """With the right one among the last of them it is not found out."""
    guesses = [f"{(int(code) + number) % 10**8:08}" for number in range(1, 41)]

    def guess(each: str) -> Callable[[], Any]:
        return lambda: log_in(each)

    responses = at_once([guess(each) for each in guesses])
    assert {problem(response) for response in responses} == {WRONG}
    assert MailedCode.objects.get().failures == 5
    assert problem(log_in(code)) == WRONG


def test_only_the_newest_code_counts(
    alice: User, code: str, deliver: Deliver, mailoutbox: Mails
) -> None:
    request_code()
    deliver()
    newest = code_in(mailoutbox[-1])
    if newest != code:
        assert problem(log_in(code)) == WRONG
    assert log_in(newest).status_code == 200


def test_anothers_code_is_no_good(alice: User, bob: User, code: str) -> None:
    assert problem(log_in(code, "bob")) == WRONG
    assert problem(log_in(code, "nobody")) == WRONG
    assert log_in(code).status_code == 200


def test_suspended_users_get_no_code_and_cannot_use_an_old_one(
    alice: User, code: str, deliver: Deliver, mailoutbox: Mails
) -> None:
    suspend_user(user=alice)
    assert problem(log_in(code)) == WRONG
    request_code()
    deliver()
    assert mailoutbox == []


def test_no_code_is_sent_to_an_unverified_address(deliver: Deliver, mailoutbox: Mails) -> None:
    post(REGISTER, GRACE)
    deliver()
    mailoutbox.clear()
    for login in ("grace", "grace@example.org"):
        assert request_code(login).status_code == 202
    deliver()
    assert mailoutbox == []
    assert not MailRequest.objects.exists()


@pytest.mark.parametrize("login", ["nobody", "nobody@example.org", "@", "bob", "grace"])
def test_requesting_and_guessing_cost_the_same_for_known_and_unknown(
    alice: User, bob: User, code: str, hashed: list[bytes], login: str
) -> None:
    post(REGISTER, GRACE)
    suspend_user(user=bob)
    hashed.clear()
    kinds = []
    for who in ("alice", login):
        responses: list[Any] = []
        requesting = statements_of(lambda: responses.append(request_code(who)))  # noqa: B023
        guessing = statements_of(lambda: responses.append(log_in("1", who)))  # noqa: B023
        sent = [
            (response.status_code, response.content, {*response.headers}) for response in responses
        ]
        kinds.append((requesting, guessing, sent))
    if "@" in login:
        # An address is looked up in another column than a username.
        kinds[0][1][0] = kinds[1][1][0]
    assert kinds[0] == kinds[1]
    assert hashed == []


def test_the_second_factor_is_required_and_the_code_stays_valid_until_login(
    alice: User, deliver: Deliver, mailoutbox: Mails
) -> None:
    secret, _codes = switch_on(alice)
    deliver()
    mailoutbox.clear()
    request_code()
    deliver()
    code = code_in(mailoutbox[-1])
    assert problem(log_in("00000000")) == WRONG
    assert problem(log_in(code)) == (401, "otp_required", None)
    assert problem(log_in(code, otp="000000")) == (401, "otp_invalid", None)
    response = log_in(code, otp=code_of(secret))
    assert response.status_code == 200
    assert problem(log_in(code, otp=code_of(secret, steps=1))) == WRONG


@pytest.mark.usefixtures("limited")
def test_an_owner_locked_out_by_guesses_signs_in_by_a_code(
    alice: User, deliver: Deliver, mailoutbox: Mails
) -> None:
    for _ in range(5):
        post(LOGIN, {"login": "alice", "password": "wrong-horse-battery"})
    assert problem(post(LOGIN, {"login": "alice", "password": PASSWORD}))[0] == 429
    request_code()
    deliver()
    assert log_in(code_in(mailoutbox[-1])).status_code == 200


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("login", ["alice", "nobody"])
def test_five_codes_in_half_an_hour_for_known_and_unknown_alike(alice: User, login: str) -> None:
    for spelling in (login, login.upper(), f" {login}", login, login):
        assert request_code(spelling).status_code == 202
    assert problem(request_code(login)) == (429, "throttled", None)


@pytest.mark.usefixtures("limited")
def test_twenty_five_guesses_from_one_network_are_limited(alice: User) -> None:
    app = APIClient(REMOTE_ADDR="203.0.113.7")
    for number in range(25):
        body = {"login": f"nobody{number}", "code": "1"}
        assert problem(post(CONFIRM, body, client=app)) == WRONG
    refused = post(CONFIRM, {"login": "alice", "code": "1"}, client=app)
    assert problem(refused) == (429, "throttled", None)


@pytest.mark.parametrize("field", ["login", "code", "otp"])
@pytest.mark.parametrize("value", [None, 7, [], "al\0ice", "x" * 300])
def test_bad_input_is_reported_at_its_field(alice: User, field: str, value: Any) -> None:
    response = post(CONFIRM, {"login": "alice", "code": "1", field: value})
    status, _code, attr = problem(response)
    assert (status, attr) == (400, field)
