"""PostgreSQL hangs: requests end with an honest 503 meanwhile, and all works again afterwards."""

from collections.abc import Callable, Iterator
from functools import partial

import httpx
import pytest
from django.conf import settings

from accounts.models import User
from posts.models import Comment, Post
from tests.factories import PASSWORD, access_token_of, login_cookie, make_post
from tests.processes import Server, start_web, wait_until
from tests.responses import error_of
from tests.silent_server import SilentServer
from tests.threads import at_once

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

KEY = {"Idempotency-Key": "0b8de1c4-6a08-4ac8-8d2f-1a2f0a6b6b1f"}
TOKEN = "t" * 32


@pytest.fixture(params=[True, False], ids=["lost packets", "stopped server"])
def database(request: pytest.FixtureRequest) -> Iterator[SilentServer]:
    server = SilentServer(swallows=request.param)
    yield server
    server.close()


@pytest.fixture
def web(transactional_db: None, database: SilentServer) -> Iterator[Server]:
    """Two processes, each with four connections."""
    server = start_web(
        DATABASE_URL=database.database_url, DATABASE_POOL_SIZE="4", DATABASE_WAIT_SECONDS="2"
    )
    yield server
    server.stop()


@pytest.fixture
def app(web: Server, bob: User) -> Iterator[httpx.Client]:
    bearer = {"Authorization": f"Bearer {access_token_of(bob)}"}
    with httpx.Client(base_url=web.url, headers=bearer, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture
def browser(web: Server, bob: User) -> Iterator[httpx.Client]:
    cookies = {settings.SESSION_COOKIE_NAME: login_cookie(bob), settings.CSRF_COOKIE_NAME: TOKEN}
    with httpx.Client(base_url=web.url, cookies=cookies, timeout=60, trust_env=False) as client:
        client.headers["X-CSRFToken"] = TOKEN
        yield client


def test_each_request_is_refused_while_it_hangs_and_answered_afterwards(
    database: SilentServer, app: httpx.Client, browser: httpx.Client, alice: User
) -> None:
    post = make_post(alice)
    comment = partial(
        app.post, f"/api/v1/posts/{post.pk}/comments", json={"text": "Yes"}, headers=KEY
    )
    reads: list[Callable[[], httpx.Response]] = [
        partial(app.get, "/api/v1/feed"),
        partial(browser.get, "/"),
        partial(browser.get, f"/p/{post.shortcode}/"),
    ]
    writes: list[Callable[[], httpx.Response]] = [
        comment,
        partial(app.post, f"/api/v1/posts/{post.pk}/like"),
        partial(app.post, "/api/v1/auth/login", json={"login": "bob", "password": PASSWORD}),
        partial(browser.post, f"/p/{post.shortcode}/like"),
    ]
    assert [read().status_code for read in reads] == [200] * 3
    with database.silence():
        # More than there are connections; and once more after these were given up.
        for _ in range(2):
            for response in at_once([*reads, *writes] * 3):
                assert_is_refused(response)
        assert app.get("/healthz").status_code == 200
    wait_until(lambda: all(read().status_code == 200 for read in reads), what="it to recover")
    assert comment().status_code == 201
    assert Comment.objects.count() == Post.objects.get().comments_count == 1


def test_no_connection_answers_a_later_question_with_what_came_too_late(
    database: SilentServer, app: httpx.Client, alice: User
) -> None:
    def find(username: str) -> str:
        response = app.get(f"/api/v1/users/{username}")
        return str(response.json()["username"]) if response.status_code == 200 else "unavailable"

    of_alice, of_bob = partial(find, "alice"), partial(find, "bob")
    assert of_alice() == "alice"
    with database.silence():
        assert at_once([of_alice] * 8) == ["unavailable"] * 8

    def is_bob_everywhere() -> bool:
        found = set(at_once([of_bob] * 16))
        assert found <= {"bob", "unavailable"}
        return found == {"bob"}

    wait_until(is_bob_everywhere, what="all connections to recover")


def assert_is_refused(response: httpx.Response) -> None:
    assert response.status_code == 503, f"{response.request.url}: {response.text[:500]}"
    assert response.headers["Retry-After"] == "5"
    if response.request.url.path.startswith("/api/"):
        assert error_of(response, 503)["code"] == "unavailable"
    else:
        assert "InstaPro is very busy" in response.text
