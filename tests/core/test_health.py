"""Liveness and readiness."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client

from core import redis


def no_database(*args: object) -> None:
    raise OperationalError("the database is away")


def test_liveness_makes_no_query(client: Client) -> None:
    """Without the `db` fixture a query would fail the test."""
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_all_checks_pass(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_a_database_outage_is_named(client: Client) -> None:
    with connection.execute_wrapper(no_database):
        response = client.get("/readyz")
        assert client.get("/healthz").status_code == 200
    assert (response.status_code, response.json()["failing"]) == (503, ["database"])


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["durable", "disposable"])
def test_a_redis_outage_is_named(role: str, client: Client) -> None:
    nowhere = redis._client("redis://127.0.0.1:1/0")
    away: Callable[[], object] = lambda: nowhere  # noqa: E731
    with patch.object(redis, role, away):
        response = client.get("/readyz")
        assert client.get("/healthz").status_code == 200
    assert (response.status_code, response.json()["failing"]) == (503, ["redis"])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_safe_methods_are_allowed(path: str, client: Client) -> None:
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == 200
