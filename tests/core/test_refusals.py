"""What is refused is in the log: with user and address, and without what was sent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.sessions import start_session
from tests.accounts.otp import switch_on
from tests.factories import PASSWORD, log_in, make_post, use_access_token
from tests.messaging.in_process import is_refused

pytestmark = pytest.mark.django_db

ADDRESS = "203.0.113.7"
TYPED = "hunter2-hunter2"
LOGIN = "/api/v1/auth/login"
Refusals = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def refusals(caplog: pytest.LogCaptureFixture) -> Refusals:
    """The lines that were logged since; no line of any kind holds what must be secret."""

    def read() -> list[dict[str, Any]]:
        assert TYPED not in caplog.text
        assert PASSWORD not in caplog.text
        lines: list[Any] = [each.msg for each in caplog.records if each.name == "refusal"]
        caplog.clear()
        return [{name: line.get(name) for name in ("code", "user", "address")} for line in lines]

    return read


@pytest.fixture
def app() -> APIClient:
    return APIClient(REMOTE_ADDR=ADDRESS)


@pytest.fixture
def browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS)


def line(code: str, user: User | None = None) -> dict[str, Any]:
    return {"code": code, "user": user and str(user.pk), "address": ADDRESS}


def test_a_wrong_password_names_the_account(
    app: APIClient, browser: Client, alice: User, refusals: Refusals
) -> None:
    app.post(LOGIN, {"login": "alice", "password": TYPED}, format="json")
    assert refusals() == [line("authentication_failed", alice)]
    browser.post("/accounts/login/", {"login": "alice@example.org", "password": TYPED})
    assert refusals() == [line("authentication_failed", alice)]
    app.post(LOGIN, {"login": TYPED, "password": TYPED}, format="json")
    assert refusals() == [line("authentication_failed")]


def test_wrong_codes_name_the_account(app: APIClient, alice: User, refusals: Refusals) -> None:
    switch_on(alice)
    app.post(LOGIN, {"login": "alice", "password": PASSWORD, "otp": TYPED}, format="json")
    assert refusals() == [line("otp_invalid", alice)]
    app.post(f"{LOGIN}/code/confirm", {"login": "alice", "code": TYPED}, format="json")
    assert refusals() == [line("wrong_code", alice)]
    given = {"token": TYPED, "new_password": PASSWORD}
    app.post("/api/v1/auth/password/reset/confirm", given, format="json")
    assert refusals() == [line("invalid_token")]


def test_a_wrong_password_of_a_logged_in_user(
    app: APIClient, alice: User, refusals: Refusals
) -> None:
    use_access_token(app, alice)
    app.post("/api/v1/auth/otp/setup", {"password": TYPED}, format="json")
    assert refusals() == [line("wrong_password", alice)]


def test_denied_access_names_the_viewer(
    app: APIClient, browser: Client, alice: User, bob: User, refusals: Refusals
) -> None:
    User.objects.filter(pk=bob.pk).update(is_private=True)
    app.get("/api/v1/feed")
    assert refusals() == [line("not_authenticated")]
    app.get("/api/v1/feed", headers={"Authorization": f"Bearer {TYPED}"})
    assert refusals() == [line("authentication_failed")]
    use_access_token(app, alice)
    app.get("/api/v1/users/bob/posts")
    assert refusals() == [line("private_account", alice)]
    log_in(browser, alice)
    browser.get("/bob/followers")
    assert refusals() == [line("private_account", alice)]
    browser.get("/admin/login/")
    assert refusals() == [line("forbidden", alice)]


def test_a_limit_names_the_viewer(
    app: APIClient, alice: User, limited: None, refusals: Refusals
) -> None:
    for _attempt in range(6):
        app.post(LOGIN, {"login": "alice", "password": TYPED}, format="json")
    assert refusals()[-1] == line("throttled")
    use_access_token(app, alice)
    for _attempt in range(6):
        app.post("/api/v1/auth/otp/setup", {"password": TYPED}, format="json")
    assert refusals()[-1] == line("throttled", alice)


def test_a_foreign_page_names_the_viewer(alice: User, refusals: Refusals) -> None:
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS)
    log_in(browser, alice)
    foreign = {"Origin": "https://evil.example"}
    browser.post(f"/p/{make_post(alice).shortcode}/like", headers=foreign)
    assert refusals() == [line("csrf_failed", alice)]
    APIClient(REMOTE_ADDR=ADDRESS).post("/api/v1/auth/refresh", headers=foreign)
    assert refusals() == [line("foreign_origin")]


def test_a_stolen_refresh_token_names_its_owner(
    app: APIClient, alice: User, refusals: Refusals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.services.sessions.REUSE_GRACE", timedelta(0))
    token = start_session(user=alice).refresh
    for _use in range(2):
        app.cookies["refresh_token"] = token
        app.post("/api/v1/auth/refresh")
    assert refusals() == [line("refresh_token_reused", alice), line("authentication_failed")]


def test_a_refused_socket_is_logged(refusals: Refusals) -> None:
    headers = [(b"host", b"testserver"), (b"origin", b"https://evil.example")]
    scope = {"type": "websocket", "path": "/ws/", "query_string": b"", "headers": headers}
    assert async_to_sync(is_refused)({**scope, "client": (ADDRESS, 1)})
    assert refusals() == [line("foreign_origin")]


def test_the_token_of_a_mail_is_in_no_line(refusals: Refusals) -> None:
    browser = Client(enforce_csrf_checks=True, REMOTE_ADDR=ADDRESS)
    browser.post(f"/accounts/password/reset/{TYPED}/")
    assert refusals() == [line("csrf_failed")]


def test_what_is_allowed_is_no_refusal(app: APIClient, alice: User, refusals: Refusals) -> None:
    app.post(LOGIN, {"login": "alice", "password": PASSWORD}, format="json")
    use_access_token(app, alice)
    app.get("/api/v1/feed")
    app.get("/api/v1/posts/nothing")
    assert refusals() == []
