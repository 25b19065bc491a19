"""HTTPS is recognised by the connection or by one of the trusted proxies."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "local"]


def status(peer: str, **headers: str) -> int:
    return Client(headers=headers).get("/robots.txt", REMOTE_ADDR=peer).status_code


@pytest.mark.parametrize("peer", ["10.1.2.3", "::ffff:10.1.2.3", ""])
def test_our_proxy_is_believed(peer: str) -> None:
    assert status(peer, **{"X-Forwarded-Proto": "https"}) == 200
    assert status(peer, **{"X-Forwarded-Proto": "http"}) == 301
    assert status(peer) == 301


@pytest.mark.parametrize("peer", ["192.0.2.7", "2001:db8::1", "110.0.0.1"])
def test_no_other_viewer_is(peer: str) -> None:
    assert status(peer, **{"X-Forwarded-Proto": "https"}) == 301
