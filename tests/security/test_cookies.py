"""No cookie is readable by scripts or sent with forms of other sites."""

from collections.abc import Callable
from http.cookies import SimpleCookie

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

GIVEN = {"login": "alice", "password": PASSWORD}


def of_browser() -> SimpleCookie:
    client = Client()
    client.get("/accounts/login/")
    client.post("/accounts/login/", GIVEN)
    return client.cookies


def of_app() -> SimpleCookie:
    app = APIClient()
    app.post("/api/v1/auth/login", GIVEN, format="json")
    return app.cookies


@pytest.mark.parametrize(
    ("cookies_of", "names"),
    [(of_browser, {"sessionid", "csrftoken", "device"}), (of_app, {"refresh_token", "device"})],
)
def test_a_cookie_is_for_us_alone(
    cookies_of: Callable[[], SimpleCookie], names: set[str], alice: User
) -> None:
    cookies = cookies_of()
    assert set(cookies) <= names
    assert names - {"device"} <= set(cookies)
    for name, morsel in cookies.items():
        assert morsel["httponly"] is True, name
        assert morsel["samesite"] in {"Lax", "Strict"}, name
        assert morsel["domain"] == "", name
