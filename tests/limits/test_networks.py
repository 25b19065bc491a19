"""Which client an address counts as at the routes that count by it."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from rest_framework.test import APIClient

from accounts.limits import LOGINS
from core import limits
from core.web.clients import client_network
from tests.accounts.api import LOGIN
from tests.limits.quotas import assert_refused, remaining

pytestmark = pytest.mark.django_db

WRONG = {"login": "nobody", "password": "wrong-horse-battery"}


def page(peer: str, forwarded: str) -> Any:
    headers = {"X-Forwarded-For": forwarded}
    return Client().post("/accounts/login/", WRONG, REMOTE_ADDR=peer, headers=headers)


def api(peer: str, forwarded: str) -> Any:
    return APIClient().post(LOGIN, WRONG, REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})


ROUTES = pytest.mark.parametrize("route", [page, api])


def spend_all(network: str) -> None:
    for _ in range(LOGINS.amount):
        limits.hit(LOGINS, by=network)


@ROUTES
@pytest.mark.parametrize("trusted", [[], ["10.0.0.0/8"]])
def test_a_forged_header_gives_nobody_another_address(
    route: Any, trusted: list[str], settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = trusted
    spend_all("203.0.113.7")
    for forged in ("198.51.100.1", "10.0.0.1", "127.0.0.1, 198.51.100.2", "nonsense", "::1"):
        assert_refused(route("203.0.113.7", forged), LOGINS)


@ROUTES
def test_behind_our_proxy_everybody_is_counted_for_themselves(
    route: Any, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    spend_all("203.0.113.7")
    assert_refused(route("10.0.0.1", "203.0.113.7"), LOGINS)
    assert_refused(route("10.0.0.2", "198.51.100.9, 203.0.113.7, 10.0.0.3"), LOGINS)
    assert remaining(route("10.0.0.1", "203.0.113.8"), LOGINS) == 24
    assert remaining(route("10.0.0.1", "203.0.113.7, 203.0.113.9"), LOGINS) == 24


@ROUTES
def test_another_address_of_the_same_64_bits_is_no_other_client(route: Any) -> None:
    spend_all("2001:db8:0:1::/64")
    for address in ("2001:db8:0:1::7", "2001:db8:0:1:a:b:c:d", "2001:DB8:0:1::8"):
        assert_refused(route(address, ""), LOGINS)
    assert remaining(route("2001:db8:0:2::7", ""), LOGINS) == 24


@ROUTES
def test_who_comes_by_a_unix_socket_is_counted_too(route: Any) -> None:
    spend_all("local")
    assert_refused(route("", "198.51.100.1"), LOGINS)


def test_the_address_of_a_test_is_that_of_the_connection() -> None:
    """Else the tests above could not fail."""
    request = Client().get("/accounts/login/", REMOTE_ADDR="203.0.113.7").wsgi_request
    assert client_network(request) == "203.0.113.7"
