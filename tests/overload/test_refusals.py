"""More requests than connections: a few wait, further ones are refused honestly."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from rest_framework.test import APIClient

from accounts.models import User
from tests.overload.conftest import pool_stats
from tests.overload.locks import users_locked
from tests.processes import wait_until
from tests.responses import error_of

BUSY = "InstaPro is very busy. Please try again in a moment."
PROFILE = "/api/v1/users/alice"


def in_thread(pool: ThreadPoolExecutor, path: str) -> Future[int]:
    def get() -> int:
        try:
            return int(Client().get(path).status_code)
        finally:
            connections.close_all()

    return pool.submit(get)


def waiting() -> int:
    return pool_stats()["requests_waiting"]


@pytest.fixture
def busy(alice: User, pool_of_two: None) -> Iterator[list[Future[int]]]:
    """Two requests hang in the database and one waits for a connection: it is full."""
    connections.close_all()
    with ThreadPoolExecutor(3) as pool, users_locked():
        requests = [in_thread(pool, PROFILE) for _ in range(3)]
        wait_until(lambda: waiting() == 1, what="two requests in work and one that waits")
        yield requests


def test_the_api_refuses_in_its_own_shape_and_says_when_to_come_back(
    busy: list[Future[int]],
) -> None:
    refused = APIClient().get("/api/v1/feed")
    assert error_of(refused, 503) == {"code": "unavailable", "detail": BUSY, "attr": None}
    assert refused["Retry-After"] == "5"


def test_a_page_is_refused_in_the_visitors_language_without_a_query(
    busy: list[Future[int]],
) -> None:
    refused = Client().get("/", headers={"Accept-Language": "de"})
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert '<html lang="de" dir="ltr">' in refused.text
    assert BUSY in Client().get("/accounts/login/").text


def test_health_is_answered_meanwhile(busy: list[Future[int]]) -> None:
    assert Client().get("/healthz").status_code == 200


def test_those_that_waited_are_answered_after_the_load(alice: User, pool_of_two: None) -> None:
    connections.close_all()
    with ThreadPoolExecutor(3) as pool:
        with users_locked():
            requests = [in_thread(pool, PROFILE) for _ in range(3)]
            wait_until(lambda: waiting() == 1)
        assert [request.result(60) for request in requests] == [200] * 3
    assert Client().get(PROFILE).status_code == 200


def test_a_refusal_is_one_line_in_the_log_without_a_traceback(
    busy: list[Future[int]], caplog: pytest.LogCaptureFixture
) -> None:
    APIClient().get("/api/v1/feed")
    assert caplog.records
    assert [record.msg for record in caplog.records if record.exc_info] == []
