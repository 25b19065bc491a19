"""Security headers on every response."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client, override_settings
from rest_framework.test import APIClient

from accounts.models import User
from tests.factories import make_post
from tests.posts.conftest import files  # noqa: F401 - a store of the test's own

pytestmark = pytest.mark.django_db

ClientOf = Callable[[User], Client]
ApiOf = Callable[[User], APIClient]
KEY = f"ab/cd/{'0' * 32}/640.jpg"
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
}
PICTURE = ["script-src", "form-action", "frame-ancestors", "base-uri"]
DATA = dict.fromkeys(["default-src", "form-action", "frame-ancestors", "base-uri"], "'none'")


@pytest.fixture
def responses(
    alice: User,
    bob: User,
    admin_user: User,
    client_of: ClientOf,
    api_of: ApiOf,
    monkeypatch: pytest.MonkeyPatch,
) -> dict[str, Any]:
    """One of each kind."""
    post = make_post(alice)
    stranger, browser, app = Client(raise_request_exception=False), client_of(bob), api_of(bob)
    guarded = Client(enforce_csrf_checks=True)
    like = f"/p/{post.shortcode}/like"

    def fail(**given: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr("posts.responses.posts.get_permalink", fail)
        failed = stranger.get(f"/p/{post.shortcode}/")
    style = stranger.get("/static/css/app.css")
    style.getvalue()  # read to its end, it is closed
    return {
        "page": stranger.get("/"),
        "own page": browser.get("/"),
        "fragment": browser.post(like, {"liked": "1"}, headers={"HX-Request": "true"}),
        "redirect": browser.post(like, {"liked": "1"}),
        "missing slash": browser.get("/alice"),
        "login required": stranger.get("/create"),
        "not found": stranger.get("/nobody/"),
        "wrong method": stranger.post("/"),
        "without a token": guarded.post("/accounts/login/", {}),
        "foreign host": stranger.get("/", headers={"Host": "evil.example"}),
        "failure": failed,
        "API": app.get("/api/v1/feed"),
        "API, unknown": APIClient().get("/api/v1/feed"),
        "API, not found": app.get("/api/v1/nothing"),
        "API, no method": app.put("/api/v1/feed"),
        "schema": stranger.get("/api/schema"),
        "docs": stranger.get("/api/docs"),
        "admin": client_of(admin_user).get("/admin/"),
        "health": stranger.get("/healthz"),
        "robots": stranger.get("/robots.txt"),
        "style": style,
        "no style": stranger.get("/static/css/none.css"),
        "no picture": stranger.get(f"/media/{KEY}"),
        "preflight": stranger.options(
            "/api/v1/feed",
            headers={"Origin": "https://app.example", "Access-Control-Request-Method": "GET"},
        ),
    }


def directives(response: Any) -> dict[str, str]:
    policy = response["Content-Security-Policy"].split("; ")
    named = [part.partition(" ") for part in policy]
    return {name: sources for name, _, sources in named}


def test_every_response_has_all_security_headers(responses: dict[str, Any]) -> None:
    assert {name: response.status_code for name, response in responses.items()} == {
        "page": 200, "own page": 200, "fragment": 200, "redirect": 302, "missing slash": 301,
        "login required": 302, "not found": 404, "wrong method": 405, "without a token": 403,
        "foreign host": 400, "failure": 500, "API": 200, "API, unknown": 401,
        "API, not found": 404, "API, no method": 405, "schema": 200, "docs": 200, "admin": 200,
        "health": 200, "robots": 200, "style": 200, "no style": 404, "no picture": 404,
        "preflight": 200,
    }  # fmt: skip
    for name, response in responses.items():
        assert {each: response.get(each) for each in EXPECTED} == EXPECTED, name
        assert response["Content-Security-Policy"], name
        assert response["Cross-Origin-Resource-Policy"], name


def test_no_policy_allows_unsafe_sources(responses: dict[str, Any]) -> None:
    for name, response in responses.items():
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert "*" not in policy, name
        assert "http" not in policy, name
        assert "frame-ancestors 'none'" in policy, name
        assert "base-uri 'none'" in policy, name


def test_responses_that_are_no_page_may_load_nothing(responses: dict[str, Any]) -> None:
    for name in ("API", "API, unknown", "API, not found", "schema", "health", "robots", "style"):
        assert directives(responses[name]) == DATA, name


def test_a_page_runs_the_scripts_that_carry_its_nonce(alice: User, client_of: ClientOf) -> None:
    for response in (Client().get("/"), client_of(alice).get("/create"), Client().get("/nobody/")):
        nonce = re.fullmatch(r"'nonce-(\S{24})'", directives(response)["script-src"])
        assert nonce
        tags = re.findall(r"<script[^>]*\bsrc=[^>]*>", response.content.decode())
        assert len(tags) > 3
        assert all(f'nonce="{nonce[1]}"' in tag for tag in tags)


def test_a_nonce_is_used_once() -> None:
    client = Client()
    policies = {client.get("/")["Content-Security-Policy"] for _ in range(3)}
    assert len(policies) == 3


def test_a_page_loads_only_its_own_assets() -> None:
    assert directives(Client().get("/")) | {"script-src": ""} == {
        "default-src": "'none'",
        "script-src": "",
        "style-src": "'self'",
        "img-src": "'self' blob:",
        "media-src": "'self' blob:",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
        "object-src": "'none'",
    }


def test_the_error_page_has_its_script_and_runs_no_query(responses: dict[str, Any]) -> None:
    failure = responses["failure"]
    nonce = directives(failure)["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert f'<script src="/static/js/theme.js" nonce="{nonce}">' in failure.content.decode()


def test_only_pictures_may_stand_on_the_page_of_an_app(
    responses: dict[str, Any],
    carol: User,
    files: Path,  # noqa: F811
) -> None:
    key = f"{make_post(carol).media.get().folder}/640.jpg"
    storages["media"].save(key, ContentFile(b"not looked at"))
    picture = Client().get(f"/media/{key}")
    assert picture.status_code == 200
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert directives(picture) == dict.fromkeys(PICTURE, "'none'")
    for name in ("page", "API", "style", "schema"):
        assert responses[name]["Cross-Origin-Resource-Policy"] == "same-origin", name


def test_passkeys_are_the_only_permission_requested() -> None:
    allowed = [each for each in settings.PERMISSIONS_POLICY.split(", ") if not each.endswith("=()")]
    assert allowed == ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(
        settings.PERMISSIONS_POLICY.split(", ")
    )


@override_settings(
    SECURE_HSTS_SECONDS=31536000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True, SECURE_HSTS_PRELOAD=True
)
def test_where_it_is_encrypted_it_stays_so() -> None:
    hsts = "max-age=31536000; includeSubDomains; preload"
    for path in ("/", "/nobody/", "/api/v1/feed", "/static/css/none.css"):
        assert Client().get(path, secure=True)["Strict-Transport-Security"] == hsts
        assert "Strict-Transport-Security" not in Client().get(path)
