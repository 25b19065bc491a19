"""A password is hashed while no database connection is held: hashing is slow on purpose."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import bcrypt
import pytest
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.db import connection, connections, transaction
from django.test import Client
from rest_framework.test import APIClient

from accounts.auth import hashers
from accounts.models import User
from core.limits.concurrency import ConcurrencyLimit
from tests.accounts.api import GRACE, LOGIN, REGISTER, post
from tests.accounts.mails import token_in
from tests.accounts.pages import LOGIN as LOGIN_PAGE
from tests.accounts.pages import SIGNUP, WRONG
from tests.factories import PASSWORD, use_access_token
from tests.responses import error_of
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

NEW = "another-horse-battery"
CHANGE = {"current_password": PASSWORD, "new_password": NEW}
Deliver = Callable[[], None]


@pytest.fixture
def held(alice: User, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each hash, whether its thread held a connection meanwhile."""
    seen: list[bool] = []
    hashpw = bcrypt.hashpw

    def watched(password: bytes, salt: bytes) -> bytes:
        seen.append(connection.connection is not None)
        return hashpw(password, salt)

    monkeypatch.setattr(bcrypt, "hashpw", watched)
    return seen


def app(user: User) -> APIClient:
    client = APIClient()
    use_access_token(client, user)
    return client


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (REGISTER, GRACE, 201),
        (LOGIN, {"login": "alice", "password": PASSWORD}, 200),
        (LOGIN, {"login": "alice", "password": WRONG}, 401),
        (LOGIN, {"login": "nobody", "password": WRONG}, 401),
    ],
)
def test_whoever_is_not_logged_in(
    held: list[bool], path: str, body: dict[str, str], status: int
) -> None:
    assert post(path, body).status_code == status
    assert held == [False]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "hashes"),
    [
        ("post", "auth/password/change", CHANGE, 204, 2),
        ("post", "auth/email/change", {"email": "a@example.com", "password": PASSWORD}, 202, 1),
        ("post", "auth/otp/setup", {"password": PASSWORD}, 200, 1),
        ("post", "auth/otp/recovery-codes", {"password": PASSWORD, "otp": "1"}, 409, 1),
        ("post", "auth/otp/disable", {"password": PASSWORD, "otp": "1"}, 409, 1),
        ("delete", "users/me", {"password": PASSWORD}, 204, 1),
    ],
)  # fmt: skip
def test_whoever_changes_their_account(
    alice: User, held: list[bool], method: str, path: str, body: Any, status: int, hashes: int
) -> None:
    call = getattr(app(alice), method)
    assert call(f"/api/v1/{path}", body, format="json").status_code == status
    assert held == [False] * hashes


def test_whoever_forgot_their_password(
    held: list[bool], deliver: Deliver, mailoutbox: list[EmailMessage]
) -> None:
    post("/api/v1/auth/password/reset", {"email": "alice@example.org"})
    deliver()
    given = {"token": token_in(mailoutbox[-1]), "new_password": NEW}
    assert post("/api/v1/auth/password/reset/confirm", given).status_code == 204
    assert held == [False]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (SIGNUP, GRACE),
        (LOGIN_PAGE, {"login": "alice", "password": PASSWORD}),
        (LOGIN_PAGE, {"login": "alice", "password": WRONG}),
    ],
)
def test_on_the_pages(held: list[bool], path: str, body: dict[str, str]) -> None:
    Client().post(path, body)
    assert held == [False]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("settings/account/deactivate/", {"password": PASSWORD}),
        ("settings/account/delete/", {"password": PASSWORD}),
        ("settings/passkeys/add/options/", {"password": PASSWORD}),
        ("settings/two-factor/", {"password": PASSWORD}),
    ],
)
def test_on_the_settings_pages(
    alice: User,
    held: list[bool],
    client_of: Callable[[User], Client],
    path: str,
    body: dict[str, str],
) -> None:
    assert client_of(alice).post(f"/accounts/{path}", body).status_code in {200, 302}
    assert held == [False]


def test_a_hash_inside_a_transaction_is_an_error() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        make_password(PASSWORD)


def test_a_login_that_gets_no_turn_to_hash_is_refused_and_locks_no_account(
    alice: User, limited: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = ConcurrencyLimit(at_once=1, waiting=0, seconds=0)
    monkeypatch.setattr(hashers, "HASHING", busy)
    given = {"login": "alice", "password": PASSWORD}
    with busy.turn():
        for _ in range(6):
            refused = post(LOGIN, given)
            assert error_of(refused, 503)["code"] == "unavailable"
            assert refused["Retry-After"] == "5"
        page = Client().post(LOGIN_PAGE, given)
        assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert post(LOGIN, given).status_code == 200


def test_many_register_at_once_and_a_pool_of_two_still_serves_a_reader(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All eight must be hashing at the same time, and the reader reads meanwhile."""
    everybody_hashes, everybody_may_go_on = Barrier(9, timeout=60), Barrier(9, timeout=60)
    hashpw = bcrypt.hashpw

    def slow(password: bytes, salt: bytes) -> bytes:
        everybody_hashes.wait()
        everybody_may_go_on.wait()
        return hashpw(password, salt)

    def register(number: int) -> int:
        given = {**GRACE, "username": f"grace{number}", "email": f"grace{number}@example.org"}
        status: int = post(REGISTER, given).status_code
        return status

    def read() -> int:
        everybody_hashes.wait()
        try:
            status: int = APIClient().get("/api/v1/users/alice").status_code
            return status
        finally:
            everybody_may_go_on.wait()

    monkeypatch.setattr(bcrypt, "hashpw", slow)
    monkeypatch.setattr(hashers, "HASHING", ConcurrencyLimit(at_once=8, waiting=0, seconds=0))
    connections.close_all()
    pool = {"min_size": 1, "max_size": 2, "timeout": 10}
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "pool", pool)
    try:
        responses = at_once([read, *(lambda n=n: register(n) for n in range(8))])
    finally:
        connections.close_all()
        connection.close_pool()  # type: ignore[attr-defined] # PostgreSQL has it
    assert responses == [200] + [201] * 8
