"""Without Redis, or with an emptied one, signing up, logging in and out works."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from core import redis
from tests.accounts.api import (
    GRACE,
    LOGIN,
    REGISTER,
    app_with,
    cookie,
    get_me,
    post,
    problem,
    refresh,
)
from tests.accounts.mails import code_in, token_in
from tests.accounts.otp import code_of, switch_on
from tests.factories import PASSWORD
from tests.outages import ATTEMPTS_MAX

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("limited")]

FORM = {**GRACE, "password1": GRACE["password"]}


@pytest.fixture(autouse=True)
def _does_not_wait_again_and_again(redis_attempts: list[object]) -> Any:
    """Each of these is many requests, of which only the first waits for what does not answer."""
    yield
    assert len(redis_attempts) <= ATTEMPTS_MAX


def answered(call: Callable[[], Any], *, status: int) -> Any:
    response = call()
    assert response.status_code == status
    return response


@pytest.mark.usefixtures("no_redis")
def test_people_sign_up_in_and_out_on_the_pages() -> None:
    client = Client()
    answered(lambda: client.post("/accounts/signup/", FORM), status=302)
    answered(lambda: client.get("/accounts/logout/"), status=200)
    answered(lambda: client.post("/accounts/logout/"), status=302)
    given = {"login": "grace", "password": GRACE["password"]}
    answered(lambda: client.post("/accounts/login/", given), status=302)
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


@pytest.mark.usefixtures("no_redis")
def test_apps_sign_up_in_and_on() -> None:
    answered(lambda: post(REGISTER, GRACE), status=201)
    given = {"login": "grace", "password": GRACE["password"]}
    logged_in = answered(lambda: post(LOGIN, given), status=200)
    refreshed = answered(lambda: refresh(cookie(logged_in).value), status=200)
    answered(lambda: get_me(refreshed.json()["access"]), status=200)


@pytest.mark.usefixtures("no_redis")
def test_a_wrong_password_is_still_wrong(alice: User) -> None:
    given = {"login": "alice", "password": "wrong-horse-battery"}
    answered(lambda: Client().post("/accounts/login/", given), status=400)
    answered(lambda: post(LOGIN, given), status=401)


def test_emptying_redis_logs_no_one_out(alice: User) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    redis.disposable().flushdb()
    assert client.get("/accounts/logout/").status_code == 200


@pytest.mark.usefixtures("no_redis")
def test_a_second_factor_signs_in_and_a_code_works_once(alice: User) -> None:
    secret, codes = switch_on(alice)
    given = {"login": "alice", "password": PASSWORD}
    assert problem(answered(lambda: post(LOGIN, given), status=401))[1] == "otp_required"
    shown = {**given, "otp": code_of(secret)}
    answered(lambda: post(LOGIN, shown), status=200)
    assert problem(answered(lambda: post(LOGIN, shown), status=401))[1] == "otp_invalid"
    answered(lambda: post(LOGIN, {**given, "otp": codes[0]}), status=200)


@pytest.mark.usefixtures("no_redis")
def test_guesses_still_count_and_a_mailed_code_logs_in(
    alice: User, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    given = {"login": "alice", "password": "wrong-horse-battery"}
    for _ in range(5):
        answered(lambda: post(LOGIN, given), status=401)
    answered(lambda: post(LOGIN, {**given, "password": PASSWORD}), status=429)
    answered(lambda: post(f"{LOGIN}/code", {"login": "alice"}), status=202)
    deliver()
    code = code_in(mailoutbox[-1])
    answered(lambda: post(f"{LOGIN}/code/confirm", {"login": "alice", "code": code}), status=200)


@pytest.mark.usefixtures("no_redis")
def test_the_account_is_looked_after(
    alice: User, deliver: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    """Password, sessions, a reset, logging out."""
    app = app_with(
        answered(lambda: post(LOGIN, {"login": "alice", "password": PASSWORD}), status=200).json()[
            "access"
        ]
    )
    body = {"current_password": PASSWORD, "new_password": "another-horse-battery"}
    answered(lambda: post("/api/v1/auth/password/change", body, client=app), status=204)
    answered(lambda: app.get("/api/v1/auth/sessions"), status=200)
    answered(lambda: app.delete("/api/v1/auth/sessions"), status=204)
    answered(lambda: app.post("/api/v1/auth/logout"), status=204)
    answered(
        lambda: post("/api/v1/auth/password/reset", {"email": "alice@example.org"}), status=202
    )
    deliver()
    reset = {"token": token_in(mailoutbox[-1]), "new_password": "third-horse-battery"}
    answered(lambda: post("/api/v1/auth/password/reset/confirm", reset), status=204)
