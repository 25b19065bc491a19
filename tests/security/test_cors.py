"""Other origins: exactly the configured ones, and only for the API."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from config import env

pytestmark = pytest.mark.django_db

APP = "https://app.example.org:8443"
FEED = "/api/v1/feed"


@pytest.fixture(autouse=True)
def _one_app(settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [APP]


def get(origin: str, path: str = FEED) -> Any:
    return Client().get(path, headers={"Origin": origin})


def preflight(origin: str, path: str = FEED) -> Any:
    requested = {"Access-Control-Request-Method": "POST"}
    return Client().options(path, headers={"Origin": origin, **requested})


def test_only_named_networks_are_allowed(settings: Settings) -> None:
    assert env.origins("CORS_ALLOWED_ORIGINS") == []
    settings.CORS_ALLOWED_ORIGINS = []
    assert "Access-Control-Allow-Origin" not in get(APP)


def test_a_named_app_may_send_its_cookie_and_read_the_response() -> None:
    response = get(APP)
    assert response.status_code == 401
    assert response["Access-Control-Allow-Origin"] == APP
    assert response["Access-Control-Allow-Credentials"] == "true"
    assert set(response["Access-Control-Expose-Headers"].split(", ")) == {
        "ETag", "Idempotent-Replayed", "RateLimit", "RateLimit-Policy", "Retry-After",
        "X-Request-Id",
    }  # fmt: skip
    assert "origin" in response["Vary"].lower()


def test_it_may_send_the_contracts_frames() -> None:
    response = preflight(APP)
    assert response["Access-Control-Allow-Origin"] == APP
    assert {"authorization", "content-type", "idempotency-key"} <= set(
        response["Access-Control-Allow-Headers"].split(", ")
    )
    assert {"DELETE", "PATCH", "POST"} <= set(response["Access-Control-Allow-Methods"].split(", "))


@pytest.mark.parametrize(
    "origin",
    [
        *("https://app.example.org", "http://app.example.org:8443", "https://app.example.org:8444"),
        *("https://evil.example", "https://app.example.org:8443.evil.example", "null", "*", ""),
        *(
            "https://x.app.example.org:8443",
            "https://app.example.org:8443@evil.example",
            "https://[",
        ),
    ],
)
def test_other_origins_get_nothing(origin: str) -> None:
    for response in (get(origin), preflight(origin)):
        allowed = [
            name for name in response.headers if name.lower().startswith("access-control-allow")
        ]
        assert allowed == []


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/static/css/app.css", "/robots.txt"])
def test_pages_and_files_are_read_from_nowhere_else(path: str) -> None:
    for response in (get(APP, path), preflight(APP, path)):
        response.getvalue()  # a file that is read to its end is closed
        assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize(
    "listed",
    [
        *("*", "https://*.example.org", "app.example.org", "null", "https://app.example.org/"),
        *("https://app.example.org/path", "ftp://app.example.org", "https://me@app.example.org"),
        "https://fine.example.org,*",
    ],
)
def test_an_inexact_origin_fails_at_startup(listed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ALLOWED_ORIGINS", listed)
    with pytest.raises(ImproperlyConfigured, match="is not an origin"):
        env.origins("CORS_ALLOWED_ORIGINS")
