"""Limits of all calls of the API, for each user and for each network."""

from collections.abc import Callable

import pytest
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from core.limits.site import API, API_ANONYMOUS
from tests.limits.entry_points import OTHER_ADDRESSES, Cast, nearly_spend
from tests.limits.quotas import assert_refused, remaining
from tests.pages import Page
from tests.responses import error_of

pytestmark = pytest.mark.django_db


def test_calls_with_a_token_are_counted_for_each_person(
    cast: Cast, api_of: Callable[[User], APIClient]
) -> None:
    nearly_spend(API, by=cast.bob.pk)
    for left in (1, 0):
        response = cast.api.get("/api/v1/users/alice", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert response.status_code == 200
        assert remaining(response, API) == left
    for app in (cast.api, api_of(cast.bob)):
        refused = app.get("/api/v1/feed", REMOTE_ADDR=next(OTHER_ADDRESSES))
        assert_refused(refused, API)
        assert error_of(refused, 429)["code"] == "throttled"
    assert api_of(cast.alice).get("/api/v1/feed").status_code == 200
    assert APIClient().get("/api/v1/users/alice").status_code == 200


@pytest.mark.parametrize(
    ("path", "token", "status"),
    [
        ("/api/v1/users/alice", None, 200),
        ("/api/v1/users/nobody", None, 404),
        ("/api/v1/feed", None, 401),
        ("/api/v1/feed", "Bearer forged", 401),
        ("/api/v1/users/alice", "Bearer a.b.c", 401),
        ("/api/v1/nothing", None, 404),
        ("/api/docs", None, 200),
    ],
)
def test_calls_without_a_good_token_are_counted_for_each_network(
    cast: Cast, path: str, token: str | None, status: int
) -> None:
    nearly_spend(API_ANONYMOUS, by="203.0.113.7")
    app = APIClient(REMOTE_ADDR="203.0.113.7")
    if token:
        app.credentials(HTTP_AUTHORIZATION=token)
    for left in (1, 0):
        response = app.get(path)
        assert response.status_code == status
        assert remaining(response, API_ANONYMOUS) == left
    refused = app.get(path)
    assert_refused(refused, API_ANONYMOUS)
    if path == "/api/docs":
        assert "You're going a little fast" in Page(refused, status=429).text
    else:
        assert error_of(refused, 429)["code"] == "throttled"
    assert app.get(path, REMOTE_ADDR="203.0.113.8").status_code == status
    assert cast.api.get("/api/v1/feed", REMOTE_ADDR="203.0.113.7").status_code == 200
    assert Client(REMOTE_ADDR="203.0.113.7").get("/healthz").status_code == 200
