"""How much of a body is read, by route and by who sends it."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.web.bodies import LARGE_BODIES
from posts.models import Media
from tests.factories import PASSWORD
from tests.posts.files import photograph
from tests.responses import error_of

pytestmark = pytest.mark.django_db

MB = 1024 * 1024
ApiOf = Callable[[User], APIClient]
ClientOf = Callable[[User], Client]
BOUNDARY = "----one"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


class Unread(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise AssertionError("it was read")


class Endless(BytesIO):
    """A body without end, which counts what is read of it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size
        assert size > 0, "it was to be read to its end"
        self.taken += size
        return b"x" * size


def of_type(content_type: str) -> dict[str, Any]:
    """Django's client takes the one, and the other only for a body of its own; DRF's is reverse."""
    return {"CONTENT_TYPE": content_type, "content_type": content_type}


def of_length(length: int, content_type: str = FORM) -> dict[str, Any]:
    return {
        "CONTENT_LENGTH": str(length),
        **of_type(content_type),
        "wsgi.input": Unread(),
    }


def chunked(body: BytesIO, content_type: str = FORM) -> dict[str, Any]:
    return {
        "CONTENT_LENGTH": "",
        **of_type(content_type),
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input": body,
    }


def form_with_photo() -> bytes:
    head = b'Content-Disposition: form-data; name="file"; filename="sea.jpg"\r\n\r\n'
    edge = f"--{BOUNDARY}".encode()
    photo: bytes = photograph().read()
    return edge + b"\r\n" + head + photo + b"\r\n" + edge + b"--\r\n"


@pytest.mark.parametrize("path", ["/api/v1/auth/login", "/api/v1/auth/register"])
@pytest.mark.parametrize("content_type", [FORM, "application/json"])
def test_an_anonymous_call_is_refused_unread_beyond_1_mb(path: str, content_type: str) -> None:
    refused = APIClient().generic("POST", path, **of_length(MB + 1, content_type))
    assert error_of(refused, 413)["code"] == "too_large"


@pytest.mark.parametrize("path", ["/api/v1/media", "/api/v1/posts", "/api/v1/posts/x/like"])
def test_an_api_call_without_a_session_is_a_401_unread(path: str) -> None:
    for body in (of_length(5 * MB), chunked(Unread())):
        assert error_of(APIClient().generic("POST", path, **body), 401)
    made_up = APIClient(headers={"Authorization": "Bearer made.up.token"})
    assert error_of(made_up.generic("POST", path, **of_length(5 * MB)), 401)


@pytest.mark.parametrize("path", ["/create", "/create/media", "/accounts/settings/profile/"])
@pytest.mark.parametrize("cookie", ["", "a" * 32])
def test_a_page_without_a_session_leads_to_login_unread(path: str, cookie: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[settings.SESSION_COOKIE_NAME] = cookie
    for body in (of_length(5 * MB), chunked(Unread())):
        led = browser.generic("POST", path, **body)
        assert (led.status_code, led["Location"]) == (302, "/accounts/login/?next=/")


def test_an_open_page_is_refused_unread_beyond_1_mb() -> None:
    refused = Client(enforce_csrf_checks=True).generic(
        "POST", "/accounts/login/", **of_length(MB + 1)
    )
    assert refused.status_code == 413
    assert "That&#x27;s too large to send at once." in refused.text


def test_of_a_chunked_body_no_more_than_1_mb_is_read() -> None:
    for path in ("/accounts/login/", "/api/v1/auth/login"):
        body = Endless()
        assert Client().generic("POST", path, **chunked(body)).status_code == 413
        assert MB < body.taken < 1.2 * MB


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/api/v1/media", 30),
        ("/api/v1/posts", 300),
        ("/api/v1/users/me", 30),
        ("/api/v1/realtime/ticket", 1),
    ],
)
def test_an_app_may_send_photos_where_they_belong(
    alice: User, api_of: ApiOf, path: str, limit: int
) -> None:
    method = "PATCH" if path.endswith("/me") else "POST"
    refused = api_of(alice).generic(method, path, **of_length((limit + 1) * MB))
    assert error_of(refused, 413)["code"] == "too_large"
    if limit > 1:
        with pytest.raises(AssertionError, match="it was read"):
            api_of(alice).generic(method, path, **of_length(limit * MB))
        json = api_of(alice).generic(method, path, **of_length(2 * MB, "application/json"))
        assert error_of(json, 413)


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/create", 300),
        ("/create/media", 30),
        ("/accounts/settings/profile/", 30),
        ("/p/x/like", 1),
    ],
)
def test_a_browser_may_send_photos_where_they_belong(
    alice: User, client_of: ClientOf, path: str, limit: int
) -> None:
    browser = client_of(alice)
    assert browser.generic("POST", path, **of_length((limit + 1) * MB)).status_code == 413
    if limit > 1:
        with pytest.raises(AssertionError, match="it was read"):
            browser.generic("POST", path, **of_length(limit * MB))


def test_the_composers_script_gets_the_sentence(alice: User, client_of: ClientOf) -> None:
    refused = client_of(alice).generic(
        "POST", "/create/media", headers={"Accept": "application/json"}, **of_length(31 * MB)
    )
    assert error_of(refused, 413)["detail"] == "This photo is 31 MB; the limit is 30 MB."


def test_a_chunked_upload_is_taken_in(alice: User, api_of: ApiOf, client_of: ClientOf) -> None:
    body = form_with_photo()
    for sender, path in ((api_of(alice), "/api/v1/media"), (client_of(alice), "/create/media")):
        sent = sender.generic("POST", path, **chunked(BytesIO(body)))
        assert sent.status_code == 201, sent.content
    assert Media.objects.count() == 2


def test_small_chunked_bodies_are_read_while_all_turns_of_uploads_are_taken(
    alice: User, api_of: ApiOf
) -> None:
    given = {"login": "alice", "password": PASSWORD}
    text, form = json.dumps(given).encode(), urlencode(given).encode()
    with ExitStack() as uploads:
        for _ in range(settings.UPLOADS_AT_ONCE):
            uploads.enter_context(LARGE_BODIES.turn())
        body = chunked(BytesIO(text), "application/json")
        assert APIClient().generic("POST", "/api/v1/auth/login", **body).status_code == 200
        body = chunked(BytesIO(form), "application/x-www-form-urlencoded")
        page = Client().generic("POST", "/accounts/login/", **body)
        assert (page.status_code, page["Location"]) == (302, "/")
        body = chunked(BytesIO(b'{"bio": "Hello"}'), "application/json")
        changed = api_of(alice).generic("PATCH", "/api/v1/users/me", **body)
        assert changed.json()["bio"] == "Hello"
        large = b"x" * (MB + 1)
        refused = api_of(alice).generic("POST", "/api/v1/media", **chunked(BytesIO(large)))
        assert error_of(refused, 503)["code"] == "unavailable"


def test_half_a_form_is_malformed_and_stores_nothing(
    alice: User, api_of: ApiOf, client_of: ClientOf
) -> None:
    half = form_with_photo()[:-40]
    for body in (
        chunked(BytesIO(half)),
        {**of_length(len(half) + 40), "wsgi.input": BytesIO(half)},
    ):
        refused = api_of(alice).generic("POST", "/api/v1/media", **body)
        assert error_of(refused, 400)["code"] == "parse_error"
        body["wsgi.input"] = BytesIO(half)
        assert client_of(alice).generic("POST", "/create/media", **body).status_code == 400
    assert not Media.objects.exists()


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=ä"])
def test_a_form_without_a_boundary_is_malformed(
    alice: User, api_of: ApiOf, client_of: ClientOf, content_type: str
) -> None:
    body = {**of_length(9, content_type), "wsgi.input": BytesIO(b"x" * 9)}
    refused = api_of(alice).generic("POST", "/api/v1/media", **body)
    assert error_of(refused, 400)["code"] == "parse_error"
    body["wsgi.input"] = BytesIO(b"x" * 9)
    assert client_of(alice).generic("POST", "/create", **body).status_code == 400
