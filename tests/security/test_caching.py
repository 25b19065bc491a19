"""No cache stores private responses or serves them to others."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from tests.factories import PASSWORD, make_post

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
PRIVATE = "private, no-store"


def test_logged_in_pages_are_not_cached(alice: User, bob: User, client_of: ClientOf) -> None:
    post = make_post(alice)
    browser = client_of(bob)
    like = f"/p/{post.shortcode}/like"
    responses = {
        200: browser.get("/"),
        "fragment": browser.post(like, {"liked": "1"}, headers={"HX-Request": "true"}),
        302: browser.post(like, {"liked": "1"}),
        301: browser.get("/alice"),
        404: browser.get("/nobody/"),
        405: browser.post("/"),
        400: browser.get("/", {"cursor": "nonsense"}),
    }
    for name, response in responses.items():
        assert name in {response.status_code, "fragment"}
        assert response["Cache-Control"] == PRIVATE, name


def test_responses_to_apps_are_not_cached(alice: User, bob: User, api_of: ApiOf) -> None:
    post, app = make_post(alice), api_of(bob)
    path = f"/api/v1/posts/{post.pk}"
    responses = {
        200: app.get(path),
        201: app.post(f"{path}/comments", {"text": "Hi"}, format="json"),
        204: app.delete("/api/v1/users/alice/follow"),
        400: app.post(f"{path}/comments", {}, format="json"),
        404: app.get("/api/v1/users/nobody"),
        405: app.put(path),
        415: app.post(f"{path}/comments", "x", content_type="text/plain"),
    }
    for status, response in responses.items():
        assert response.status_code == status
        assert response["Cache-Control"] == PRIVATE, status


def test_an_invalid_token_is_refused_without_caching() -> None:
    app = APIClient()
    app.credentials(HTTP_AUTHORIZATION="Bearer stale")
    response = app.get("/api/v1/feed")
    assert (response.status_code, response["Cache-Control"]) == (401, PRIVATE)


def test_a_login_response_is_private(alice: User) -> None:
    given = {"login": "alice", "password": PASSWORD}
    for response in (
        Client().post("/accounts/login/", given),
        APIClient().post("/api/v1/auth/login", given, format="json"),
    ):
        assert response.cookies
        header: Any = response["Cache-Control"]
        assert "private" in header
        assert "no-store" in header


def test_a_form_with_a_token_is_for_one_browser() -> None:
    response = Client().get("/accounts/login/")
    assert "csrftoken" in response.cookies
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/alice/", "/api/v1/users/alice"])
def test_responses_to_strangers_are_not_shared_with_others(path: str, alice: User) -> None:
    """A cache on the way may keep it, and must see that it differs by viewer and for HTMX."""
    response = Client().get(path)
    assert "Cache-Control" not in response
    varies = {name.strip() for name in response["Vary"].split(",")}
    assert {"Authorization", "Cookie", "HX-Request"} <= varies


def test_public_responses_may_be_cached(bob: User, client_of: ClientOf) -> None:
    for browser in (Client(), client_of(bob)):
        assert "public" in browser.get("/robots.txt")["Cache-Control"]
        style = browser.get("/static/css/app.css")
        style.getvalue()  # read to its end, it is closed
        assert "public" in style["Cache-Control"]
