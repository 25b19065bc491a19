"""Resetting a forgotten password."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.http import urlsafe_base64_encode
from rest_framework.test import APIClient

from accounts.models import MailRequest, User
from accounts.services import suspend_user
from accounts.services.passwords import change_password
from accounts.services.sessions import start_session
from core.models import OutgoingMail
from tests.accounts.api import GRACE, LOGIN, REGISTER, get_me, is_logged_out, post, problem, refresh
from tests.accounts.mails import link_in, subjects_to, token_in
from tests.accounts.otp import switch_on
from tests.accounts.statements import statements_of
from tests.factories import PASSWORD
from tests.threads import at_once

pytestmark = pytest.mark.django_db

RESET, CONFIRM = "/api/v1/auth/password/reset", "/api/v1/auth/password/reset/confirm"
NEW = "another-horse-battery"
Deliver = Callable[[], None]
Mails = list[EmailMessage]


def request_reset(email: str = "alice@example.org", **more: Any) -> Any:
    return APIClient().post(RESET, {"email": email}, "json", **more)


def confirm(token: str, new: str = NEW) -> Any:
    return post(CONFIRM, {"token": token, "new_password": new})


@pytest.fixture
def token(alice: User, deliver: Deliver, mailoutbox: Mails) -> str:
    assert request_reset().status_code == 202
    deliver()
    return token_in(mailoutbox[-1])


def test_a_reset_mail_restores_access_and_ends_all_sessions(
    alice: User,
    client_of: Callable[[User], Client],
    deliver: Deliver,
    mailoutbox: Mails,
) -> None:
    session, browser = start_session(user=alice), client_of(alice)
    assert request_reset("ALICE@Example.org").status_code == 202
    deliver()
    [mail] = mailoutbox
    assert mail.to == ["alice@example.org"]
    assert not OutgoingMail.objects.exists()
    assert not MailRequest.objects.exists()
    response = confirm(token_in(mail))
    assert (response.status_code, response.content) == (204, b"")
    assert "refresh_token" not in response.cookies
    assert get_me(session.access).status_code == 401
    assert problem(refresh(session.refresh))[0] == 401
    assert is_logged_out(browser)
    assert problem(post(LOGIN, {"login": "alice", "password": PASSWORD}))[0] == 401
    assert post(LOGIN, {"login": "alice", "password": NEW}).status_code == 200
    deliver()
    assert "Your InstaPro password was changed" in subjects_to(mailoutbox, "alice@example.org")


@pytest.mark.parametrize(
    "email",
    ["alice@example.org", "nobody@example.org", "alice", "@", "x", "alice@ｅxample.org",
     "grace@example.org", "bob@example.org", "' OR 1=1 --@example.org"],
)  # fmt: skip
def test_all_requests_get_the_same_response_after_the_same_work(
    alice: User, bob: User, hashed: list[bytes], email: str
) -> None:
    """Known, unknown, invalid, unverified, and of a suspended user."""
    post(REGISTER, GRACE)
    suspend_user(user=bob)
    hashed.clear()
    responses: list[Any] = []
    work = statements_of(lambda: responses.append(request_reset(email)))
    assert work == statements_of(lambda: responses.append(request_reset("alice@example.org")))
    for response in responses:
        assert (response.status_code, response.content) == (202, b"")
    assert {*responses[0].headers} == {*responses[1].headers}
    assert hashed == []


def test_only_the_owner_of_the_address_gets_the_mail(
    alice: User, bob: User, deliver: Deliver, mailoutbox: Mails
) -> None:
    post(REGISTER, {**GRACE, "email": "alice@example.org"})
    post(REGISTER, {**GRACE, "username": "hopper", "email": "hopper@example.org"})
    suspend_user(user=bob)
    deliver()
    mailoutbox.clear()
    for email in ["hopper@example.org", "bob@example.org", "nobody@example.org", "alice"]:
        request_reset(email)
    deliver()
    assert mailoutbox == []
    request_reset("alice@example.org")
    deliver()
    assert [mail.to for mail in mailoutbox] == [["alice@example.org"]]


@pytest.mark.parametrize("host", ["evil.example", "testserver@evil.example", "testserver.evil"])
@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
def test_the_link_uses_the_sites_url_whatever_the_host_header(
    alice: User, header: str, host: str, deliver: Deliver, mailoutbox: Mails, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    response = request_reset(**{header: host})
    assert response.status_code in {202, 400}
    request_reset()
    deliver()
    for mail in mailoutbox:
        assert link_in(mail).startswith("http://testserver/accounts/password/reset/")
        assert "evil" not in f"{mail.subject} {mail.body} {mail.message()}"
    assert mailoutbox


def test_a_token_is_good_once(alice: User, token: str) -> None:
    assert confirm(token).status_code == 204
    assert problem(confirm(token)) == (400, "invalid_token", "token")
    assert post(LOGIN, {"login": "alice", "password": NEW}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_twenty_simultaneous_uses_of_a_token_one_succeeds(token: str, alice: User) -> None:
    calls = [partial(confirm, token, f"{NEW}-{number}") for number in range(20)]
    responses = at_once(calls)
    assert sorted(response.status_code for response in responses) == [204] + [400] * 19
    [winner] = [number for number, response in enumerate(responses) if response.status_code == 204]
    alice.refresh_from_db()
    assert alice.check_password(f"{NEW}-{winner}")


def test_a_changed_password_makes_the_token_void(alice: User, token: str) -> None:
    change_password(user=alice, current=PASSWORD, new=NEW, session=None)
    assert problem(confirm(token, "third-horse-battery")) == (400, "invalid_token", "token")


def test_a_suspended_person_cannot_use_it(alice: User, token: str) -> None:
    suspend_user(user=alice)
    assert problem(confirm(token)) == (400, "invalid_token", "token")
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_the_token_is_good_for_an_hour(
    alice: User, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def let_pass(minutes: int) -> None:
        then = datetime.now() + timedelta(minutes=minutes)
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: then)

    let_pass(minutes=61)
    assert problem(confirm(token)) == (400, "invalid_token", "token")
    let_pass(minutes=58)
    assert confirm(token).status_code == 204


def test_anothers_token_does_not_fit(alice: User, bob: User, token: str) -> None:
    """The part that names the person is not to be changed."""
    _alice, _dot, check = token.partition(".")
    bobs = urlsafe_base64_encode(str(bob.pk).encode())
    forged = [f"{part}.{check}" for part in (bobs, "", "AAAA", str(bob.pk), "%00", "é", "=" * 9)]
    for each in [*forged, ".", token[:-1], f"{token}x", check, "x" * 200]:
        assert problem(confirm(each)) == (400, "invalid_token", "token")
    for user in (alice, bob):
        user.refresh_from_db()
        assert user.check_password(PASSWORD)
    assert confirm(token).status_code == 204


@pytest.mark.parametrize(
    ("new", "code"), [("short-1", "password_too_short"), ("alice123", "password_too_similar")]
)
def test_the_new_password_keeps_the_rules_and_the_token_stays_good(
    alice: User, token: str, new: str, code: str
) -> None:
    assert problem(confirm(token, new)) == (400, code, "new_password")
    assert confirm(token).status_code == 204


def test_it_does_not_bypass_the_second_factor(
    alice: User, deliver: Deliver, mailoutbox: Mails
) -> None:
    switch_on(alice)
    request_reset()
    deliver()
    token = token_in(mailoutbox[-1])
    assert confirm(token).status_code == 204
    response = post(LOGIN, {"login": "alice", "password": NEW})
    assert problem(response) == (401, "otp_required", None)


@pytest.mark.usefixtures("limited")
def test_five_mails_in_half_an_hour_for_known_and_unknown_alike(alice: User) -> None:
    for email in ("alice@example.org", "nobody@example.org"):
        for spelling in (email, email.upper(), f" {email} ", email.title(), email):
            assert request_reset(spelling).status_code == 202
        response = request_reset(email)
        assert problem(response) == (429, "throttled", None)
        assert 0 < int(response["Retry-After"]) <= 30 * 60
    assert MailRequest.objects.count() == 10


@pytest.mark.parametrize("field", ["token", "new_password"])
@pytest.mark.parametrize("value", [None, 7, [], {"$ne": ""}, "al\0ice", "x" * 1001])
def test_bad_input_is_reported_at_its_field(alice: User, field: str, value: Any) -> None:
    response = post(CONFIRM, {"token": "x", "new_password": NEW, field: value})
    status, _code, attr = problem(response)
    assert (status, attr) == (400, field)
