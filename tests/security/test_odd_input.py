"""Input that only programs send: refused, and never a server error."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.mail_requests import request_password_reset
from tests.accounts.mails import token_in
from tests.responses import error_of

ApiOf = Callable[[User], APIClient]


def form(charset: str, *fields: tuple[bytes, bytes]) -> dict[str, Any]:
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % field
        for field in fields
    ]
    return {
        "data": b"".join(parts) + b"--b--\r\n",
        "content_type": f"multipart/form-data; boundary=b; charset={charset}",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("body", [r'{"\ud800": 1}', r'{"bio": "\ud800"}', r'{"bio": ["\udc00"]}'])
def test_half_a_character_is_reported_at_its_field(alice: User, api_of: ApiOf, body: str) -> None:
    response = api_of(alice).patch("/api/v1/users/me", body, content_type="application/json")
    assert error_of(response, 400)["attr"] in {"\ud800", "bio"}


@pytest.mark.django_db
@pytest.mark.parametrize("call", ["/api/v1/posts", "/api/v1/auth/login"])
def test_it_is_invalid_at_every_entry_point(alice: User, api_of: ApiOf, call: str) -> None:
    body = r'{"login": "\ud800", "audience": "\ud800", "password": "x", "media_ids": []}'
    response = api_of(alice).post(call, body, content_type="application/json")
    assert response.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["idna", "punycode", "unicode_escape", "utf-16", "rot13", "x"])
def test_a_form_is_utf_8_whatever_it_says(alice: User, api_of: ApiOf, charset: str) -> None:
    named = form(charset, (b"display_name", "Ada Grün".encode()))
    response = api_of(alice).generic("PATCH", "/api/v1/users/me", **named)
    assert response.status_code == 200
    assert response.json()["display_name"] == "Ada Grün"
    for odd in (b"\xff\xfe", rb"\ud800"):
        refused = Client().generic("POST", "/accounts/login/", **form(charset, (b"login", odd)))
        assert refused.status_code == 400


@pytest.mark.django_db
def test_the_link_of_a_mail_is_not_in_the_log(
    alice: User,
    deliver: Callable[[], None],
    mailoutbox: list[EmailMessage],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    request_password_reset(email="alice@example.org")
    deliver()
    token = token_in(mailoutbox[0])
    with caplog.at_level("INFO"):
        assert Client().get(f"/accounts/password/reset/{token}/").status_code == 200
    logged = caplog.text + "".join(capsys.readouterr())
    assert "/accounts/password/reset/<str:token>/" in logged
    assert token not in logged


@pytest.mark.django_db
def test_the_api_schema_is_the_same_for_all() -> None:
    first = Client().get("/api/schema", {"lang": "de"})
    second = Client().get("/api/schema", {"lang": "zz", "version": "9"})
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
