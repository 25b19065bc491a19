"""Which limits the headers of a response show, and which they leave out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.models import User
from core import limits
from core.limits.site import API, API_ANONYMOUS, UPLOADS
from posts.limits import COMMENTS, POSTS
from social.limits import FOLLOWS
from tests.factories import make_post
from tests.limits.clock import Clock
from tests.limits.quotas import assert_refused, policies, quotas, remaining
from tests.responses import error_of

pytestmark = pytest.mark.django_db


def test_a_response_names_each_limit_that_it_was_counted_by(
    alice: User, bob: User, api_of: Callable[[User], APIClient]
) -> None:
    response = api_of(bob).post("/api/v1/users/alice/follow")
    assert response["RateLimit-Policy"] == '"api";q=1500;w=300, "follows";q=400;w=86400'
    assert response["RateLimit"] == '"api";r=1499;t=300, "follows";r=399;t=86400'
    assert "Retry-After" not in response


def test_the_time_is_that_until_the_oldest_try_is_forgotten(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    for seconds in (0, 100, 250.5):
        clock.seconds = seconds
        response = APIClient().get("/api/v1/users/alice")
    assert quotas(response) == {"api-anonymous": (297, 50)}


@pytest.mark.parametrize(
    ("path", "body", "status", "limit"),
    [
        ("/create", {}, 400, POSTS),
        ("/create", {}, 400, UPLOADS),
        ("/create/media", {}, 400, UPLOADS),
        ("comments", {"text": ""}, 422, COMMENTS),
        ("/nobody/follow", {"following": "1"}, 404, FOLLOWS),
    ],
)
def test_what_was_refused_for_another_reason_tells_how_one_stands(
    alice: User, client_of: Callable[[User], Client], path: str, body: Any, status: int, limit: Any
) -> None:
    if path == "comments":
        path = f"{make_post(alice).get_absolute_url()}comments"
    response = client_of(alice).post(path, body)
    assert response.status_code == status
    assert remaining(response, limit) == limit.amount


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/", "/alice/", "/accounts/login/", "/robots.txt", "/create"]
)
def test_unlimited_responses_have_no_limit_headers(alice: User, path: str) -> None:
    response = Client().get(path)
    assert "RateLimit" not in response
    assert "RateLimit-Policy" not in response


def test_the_anonymous_are_sent_to_log_in_and_not_counted(alice: User) -> None:
    response = Client().post("/create", {})
    assert response.status_code == 302
    assert "RateLimit" not in response


def test_with_limits_off_nothing_is_told_and_nothing_refused(
    alice: User, settings: Settings
) -> None:
    for _ in range(API_ANONYMOUS.amount):
        limits.hit(API_ANONYMOUS, by="127.0.0.1")
    assert_refused(APIClient().get("/api/v1/users/alice"), API_ANONYMOUS)
    settings.RATE_LIMITS = False
    response = APIClient().get("/api/v1/users/alice")
    assert response.status_code == 200
    assert "RateLimit" not in response


def test_what_is_sent_again_under_one_key_is_counted_as_a_call_and_done_once(
    alice: User, bob: User, api_of: Callable[[User], APIClient]
) -> None:
    app = api_of(bob)
    responses = [
        app.post("/api/v1/users/alice/follow", headers={"Idempotency-Key": "once"})
        for _ in range(2)
    ]
    assert [remaining(response, API) for response in responses] == [1499, 1498]
    assert [remaining(response, FOLLOWS) for response in responses] == [399, 399]


def test_a_refusal_is_not_kept_under_its_key(
    alice: User, bob: User, api_of: Callable[[User], APIClient]
) -> None:
    for _ in range(FOLLOWS.amount):
        limits.hit(FOLLOWS, by=bob.pk)
    app, key = api_of(bob), {"Idempotency-Key": "once"}
    refused = app.post("/api/v1/users/alice/follow", headers=key)
    assert_refused(refused, FOLLOWS)
    assert error_of(refused, 429)["code"] == "throttled"
    limits.reset(FOLLOWS, by=bob.pk)
    assert app.post("/api/v1/users/alice/follow", headers=key).status_code == 200


def test_reading_costs_one_word_with_redis_and_none_with_the_database(
    alice: User,
    api_of: Callable[[User], APIClient],
    round_trips: Callable[[], int],
    django_assert_num_queries: Any,
) -> None:
    app = api_of(alice)
    app.get("/api/v1/users/bob")
    before = round_trips()
    with django_assert_num_queries(2):  # session with viewer · person
        response = app.get("/api/v1/users/bob")
    assert round_trips() - before == 1
    assert policies(response) == {"api": (1500, 300)}
