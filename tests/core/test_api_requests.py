"""What every response carries."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User

pytestmark = pytest.mark.django_db

PATHS = ["/healthz", "/", "/nobody/", "/api/v1/feed", "/api/v1/nothing", "/api/schema"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_has_its_own_request_id(path: str, client: Client) -> None:
    first, second = client.get(path)["X-Request-Id"], client.get(path)["X-Request-Id"]
    assert len(first) == 32
    assert first != second


def test_a_proxys_request_id_is_kept(client: Client) -> None:
    given = {"X-Request-Id": "edge-0123456789.abc"}
    assert client.get("/healthz", headers=given)["X-Request-Id"] == "edge-0123456789.abc"


@pytest.mark.parametrize("forged", ["short", "x" * 65, 'a "forged" line', "ünïcödé-id", ""])
def test_an_id_that_could_forge_log_lines_is_replaced(forged: str, client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-Id": forged})
    assert response["X-Request-Id"] != forged


@pytest.mark.parametrize("path", ["/api/v1/users/me", "/api/v1/feed", "/api/v1/users/alice"])
def test_no_cache_stores_logged_in_responses(
    path: str, alice: User, api_of: Callable[[User], APIClient]
) -> None:
    assert api_of(alice).get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/", "/alice/", "/accounts/login/", "/api/v1/users/alice"])
def test_browsers_get_security_headers(path: str, alice: User, client: Client) -> None:
    response = client.get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
