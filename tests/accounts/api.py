"""Requests to the API that the tests of accounts share."""

import json
from http.cookies import Morsel
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

REGISTER, LOGIN = "/api/v1/auth/register", "/api/v1/auth/login"
REFRESH, LOGOUT = "/api/v1/auth/refresh", "/api/v1/auth/logout"
ME = "/api/v1/users/me"

GRACE = {"username": "grace", "email": "grace@example.org", "password": "correct-horse-battery"}


def post(path: str, body: Any = None, *, client: APIClient | None = None) -> Any:
    # Half a surrogate pair can be written in JSON, if not in UTF-8.
    text = json.dumps({} if body is None else body)
    return (client or APIClient()).post(path, text, content_type="application/json")


def get_me(access: str) -> Any:
    return APIClient().get(ME, headers={"Authorization": f"Bearer {access}"})


def refresh(token: str) -> Any:
    client = APIClient()
    client.cookies["refresh_token"] = token
    return client.post(REFRESH)


def cookie(response: Any) -> Morsel[str]:
    morsel: Morsel[str] = response.cookies["refresh_token"]
    return morsel


def problem(response: Any) -> tuple[int, str, str | None]:
    """Status, code and field of a response that has exactly one error, in the one shape."""
    body = response.json()
    assert set(body) == {"type", "errors"}
    [error] = body["errors"]
    assert set(error) == {"code", "detail", "attr"}
    assert error["detail"]
    return response.status_code, error["code"], error["attr"]


def app_with(access: str) -> APIClient:
    """An app that holds an access token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def is_logged_out(browser: Client) -> bool:
    """Whether a browser is sent to log in: the page is for the logged-in only."""
    return bool(browser.get("/create").status_code == 302)
