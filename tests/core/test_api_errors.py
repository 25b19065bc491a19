"""Every refusal of the API has one shape, and no input gets a 5xx."""

from collections.abc import Callable

import pytest
from django.db import OperationalError, connection
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from accounts.services.sessions import start_session
from tests.responses import error_of

pytestmark = pytest.mark.django_db

ApiOf = Callable[[User], APIClient]


@pytest.mark.parametrize(
    "path",
    [
        *("/api/v1/nothing", "/api/v1/posts/x/nothing", "/api/v2/posts", "/api/v1/"),
        *("/api/nothing", "/api/v1/posts/", "/api/v1/users/alice/", "/api/v1/%00", "/api/v1/a//b"),
        "/api/v1/%0A",
    ],
)
@pytest.mark.parametrize("method", ["get", "post", "delete", "patch"])
def test_an_unknown_path_is_a_404(path: str, method: str) -> None:
    assert error_of(getattr(APIClient(), method)(path), 404)["code"] == "not_found"


def test_an_unsupported_method_is_a_405(alice: User, api_of: ApiOf) -> None:
    for path in ("/api/v1/feed", "/api/v1/posts", "/api/v1/media", "/api/v1/users/alice"):
        response = api_of(alice).put(path, {}, format="json")
        assert error_of(response, 405)["code"] == "method_not_allowed"
        assert "PUT" not in response["Allow"]


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "x", "text/json"])
def test_an_unsupported_type_is_a_415(content_type: str, alice: User, api_of: ApiOf) -> None:
    response = api_of(alice).post("/api/v1/posts", "<a/>", content_type=content_type)
    assert error_of(response, 415)["code"] == "unsupported_media_type"


NONSENSE = [
    *(b"{", b"[", b'{"media_ids":', b"\xff\xfe", b"\x00", b"nul", b"NaN", b"[]", b"null", b"0"),
    *(b'"text"', b"[" * 100_000, b'{"a":' * 50_000, b"1e999", b"9" * 5000, b'{"caption": NaN}'),
]


@pytest.mark.parametrize("body", NONSENSE, ids=lambda body: repr(body[:12]))
@pytest.mark.parametrize("path", ["/api/v1/posts", "/api/v1/auth/login", "/api/v1/auth/register"])
def test_a_body_that_cannot_be_read_is_a_400(
    path: str, body: bytes, alice: User, api_of: ApiOf
) -> None:
    response = api_of(alice).post(path, body, content_type="application/json")
    assert error_of(response, 400)


@pytest.mark.parametrize("boundary", ["", "; boundary=", "; boundary=ä", "; boundary=\x01"])
@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "a form"}])
def test_a_form_with_a_broken_boundary_is_a_400(
    boundary: str, headers: dict[str, str], alice: User, api_of: ApiOf
) -> None:
    form = f"multipart/form-data{boundary}"
    app = api_of(alice)
    for send, path in ((app.post, "media"), (app.post, "posts"), (app.patch, "users/me")):
        response = send(f"/api/v1/{path}", b"--x\r\n", content_type=form, headers=headers)
        assert error_of(response, 400)["code"] == "parse_error"


def test_a_database_outage_is_a_503(alice: User) -> None:
    apps = APIClient(raise_request_exception=False)
    token = start_session(user=alice).access

    def away(*args: object) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(away):
        assert error_of(apps.get("/api/v1/users/alice"), 503)["code"] == "unavailable"
        apps.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        assert error_of(apps.get("/api/v1/feed"), 503)["code"] == "unavailable"
        page = Client().get("/alice/")
    assert page.status_code == 503
    assert b"One moment, please" in page.content


def test_an_unexpected_error_is_a_500_of_the_same_shape(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("posts.api.users.get_profile", fail)
    response = APIClient(raise_request_exception=False).get("/api/v1/users/alice")
    assert "secret" not in error_of(response, 500)["detail"]
