"""Sessions are revoked in the transaction that gives the reason, and only the right ones."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Session, User
from accounts.services import sessions, suspend_user
from accounts.services.leaving import deactivate_account, delete_account
from accounts.services.login import log_in_app
from accounts.services.mail_requests import request_password_reset
from accounts.services.passwords import change_password, reset_password
from accounts.services.second_factors import (
    begin_totp,
    confirm_totp,
    disable_totp,
    renew_recovery_codes,
)
from accounts.services.sessions import end_sessions, start_session
from core.errors import DomainError
from core.outbox import Event
from tests.accounts.api import get_me, is_logged_out, problem, refresh
from tests.accounts.mails import token_in
from tests.accounts.otp import code_of, switch_on
from tests.factories import PASSWORD
from tests.responses import outbox_payloads
from tests.threads import at_once

pytestmark = pytest.mark.django_db

NEW = "another-horse-battery"


class Causes:
    """Each returns a function that ends the sessions, and can be called repeatedly."""

    def __init__(self, user: User, deliver: Callable[[], None], mails: list[Any]) -> None:
        self.user = user
        self.deliver = deliver
        self.mails = mails

    def password(self) -> Callable[[], Any]:
        return lambda: change_password(user=self.user, current=PASSWORD, new=NEW, session=None)

    def reset(self) -> Callable[[], Any]:
        """Requested when it is to be used: logging in meanwhile makes a token void."""
        tokens: list[str] = []

        def reset() -> Any:
            if not tokens:
                request_password_reset(email="alice@example.org")
                self.deliver()
                tokens.append(token_in(self.mails[-1]))
            return reset_password(token=tokens[0], new=NEW)

        return reset

    def factor_on(self) -> Callable[[], Any]:
        secret = begin_totp(user=self.user, password=PASSWORD)
        return lambda: confirm_totp(user=self.user, code=code_of(secret), session=None)

    def factor_off(self) -> Callable[[], Any]:
        secret, codes = switch_on(self.user)
        otps = iter([code_of(secret), codes[0]])
        return lambda: disable_totp(user=self.user, password=PASSWORD, otp=next(otps), session=None)

    def codes(self) -> Callable[[], Any]:
        secret, codes = switch_on(self.user)
        otps = iter([code_of(secret), codes[0]])
        return lambda: renew_recovery_codes(
            user=self.user, password=PASSWORD, otp=next(otps), session=None
        )

    def suspension(self) -> Callable[[], Any]:
        return lambda: suspend_user(user=self.user)

    def deactivation(self) -> Callable[[], Any]:
        return lambda: deactivate_account(user=self.user, password=PASSWORD)

    def deletion(self) -> Callable[[], Any]:
        return lambda: delete_account(user=self.user, password=PASSWORD)

    def elsewhere(self) -> Callable[[], Any]:
        return lambda: end_sessions(user=self.user)


CAUSES = [name for name in vars(Causes) if not name.startswith("_")]


class PlannedError(Exception):
    pass


def interrupt(event: Event) -> None:
    raise PlannedError


@pytest.fixture
def cause(
    request: Any, alice: User, deliver: Callable[[], None], mailoutbox: list[Any]
) -> Callable[[], Any]:
    ready: Callable[[], Any] = getattr(Causes(alice, deliver, mailoutbox), request.param)()
    return ready


TABLES = ["users", "sessions", "pending_totp", "recovery_codes", "known_devices", "outbox"]


def everything() -> Any:
    """Each row that is concerned."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
            found[table] = cursor.fetchall()
        # Without the newest code that was shown, which is kept for good.
        cursor.execute("SELECT user_id, secret FROM totp ORDER BY 1")
        found["totp"] = cursor.fetchall()
    return found


@pytest.mark.parametrize("cause", CAUSES, indirect=True)
def test_revocation_is_atomic(
    cause: Callable[[], Any],
    alice: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, browser = start_session(user=alice), client_of(alice)
    before = everything()
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "emit", interrupt)
        with pytest.raises(PlannedError):
            cause()
    assert everything() == before
    assert get_me(app.access).status_code == 200
    assert not is_logged_out(browser)

    ended_before = len(outbox_payloads("SessionsEnded"))
    cause()
    assert len(outbox_payloads("SessionsEnded")) == ended_before + 1
    assert outbox_payloads("SessionsEnded")[-1] == {"user_id": str(alice.pk)}
    assert problem(get_me(app.access)) == (401, "authentication_failed", None)
    assert problem(refresh(app.refresh))[0] == 401
    assert is_logged_out(browser)
    assert not Session.objects.filter(revoked_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_login_cannot_overtake_a_password_change(alice: User) -> None:
    """A login with the old password during the change leaves no session."""

    def log_in() -> Any:
        try:
            return log_in_app(login="alice", password=PASSWORD)[0]
        except DomainError as error:
            return error

    def change() -> Any:
        user = User.objects.get(pk=alice.pk)
        return change_password(user=user, current=PASSWORD, new=NEW, session=None)

    responses = at_once([*[log_in] * 10, change, *[log_in] * 9])
    assert len(responses) == 20
    assert not Session.objects.active().exists()
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_a_password_changed_during_the_login_does_not_log_in(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change_meanwhile(**given: Any) -> bool:
        other = User.objects.get(pk=alice.pk)
        change_password(user=other, current=PASSWORD, new=NEW, session=None)
        return False

    monkeypatch.setattr("accounts.services.login.check_second_factor", change_meanwhile)
    with pytest.raises(DomainError) as refusal:
        log_in_app(login="alice", password=PASSWORD)
    assert refusal.value.code == "authentication_failed"
    assert not Session.objects.exists()


def test_a_second_factor_enabled_during_the_login_is_required(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def switch_on_meanwhile(**given: Any) -> bool:
        switch_on(User.objects.get(pk=alice.pk))
        return False

    monkeypatch.setattr("accounts.services.login.check_second_factor", switch_on_meanwhile)
    with pytest.raises(DomainError) as refusal:
        log_in_app(login="alice", password=PASSWORD)
    assert refusal.value.code == "otp_required"
    assert not Session.objects.exists()
