"""Whose address a request has: what the connection says, and our own proxies."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from pytest_django import Settings
from rest_framework.request import Request

from config import env
from core.web.clients import client_address, client_address_of_scope, client_network, network_of

CLIENT, PROXY, OTHER_PROXY = "203.0.113.7", "10.0.0.1", "10.9.9.9"
# peer, X-Forwarded-For, whom we take it for
BELIEVED = [
    (CLIENT, None, CLIENT),
    (CLIENT, "198.51.100.1", CLIENT),
    (CLIENT, PROXY, CLIENT),
    (PROXY, CLIENT, CLIENT),
    (PROXY, f"198.51.100.1, {CLIENT}", CLIENT),
    (PROXY, f"198.51.100.1, {PROXY}, {CLIENT}", CLIENT),
    (PROXY, f"198.51.100.1,{CLIENT} , {OTHER_PROXY}", CLIENT),
    (PROXY, f"{OTHER_PROXY}", OTHER_PROXY),
    (PROXY, None, PROXY),
    (PROXY, "", PROXY),
    (PROXY, f"nonsense, {CLIENT}", CLIENT),
    (PROXY, f"{CLIENT}, nonsense", PROXY),
    (PROXY, f"{CLIENT}, , {OTHER_PROXY}", OTHER_PROXY),
    (PROXY, "999.1.2.3", PROXY),
    (PROXY, "'; DROP TABLE users; --", PROXY),
    (PROXY, "," * 5000, PROXY),
    (PROXY, "[" * 50 + "]%", PROXY),
    (PROXY, f"{CLIENT}:51234", CLIENT),
    (PROXY, "[2001:DB8:0:1::7]:443", "2001:db8:0:1::7"),
    (PROXY, "2001:db8:0:1::7", "2001:db8:0:1::7"),
    (PROXY, f"::ffff:{CLIENT}", CLIENT),
    (f"::ffff:{PROXY}", CLIENT, CLIENT),
    (f"::ffff:{CLIENT}", "198.51.100.1", CLIENT),
    ("2001:db8:ffff::1", CLIENT, CLIENT),
    ("2001:db8:fffe::1", CLIENT, "2001:db8:fffe::1"),
    ("fe80::1%eth0", CLIENT, "fe80::1"),
    ("", CLIENT, ""),
    (None, CLIENT, ""),
    ("/run/web.sock", CLIENT, ""),
]


@pytest.fixture(autouse=True)
def _proxies(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "2001:db8:ffff::1"]


def request(peer: str | None, forwarded: str | None) -> Any:
    made = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})
    made.META["REMOTE_ADDR"] = peer
    if peer is None:
        del made.META["REMOTE_ADDR"]
    return made


@pytest.mark.parametrize(("peer", "forwarded", "address"), BELIEVED)
def test_only_what_our_own_proxies_say_is_believed(
    peer: str | None, forwarded: str | None, address: str
) -> None:
    incoming = request(peer, forwarded)
    assert client_address(incoming) == client_address(Request(incoming)) == address


@pytest.mark.parametrize(("peer", "forwarded", "address"), BELIEVED)
def test_a_socket_is_taken_for_the_same(
    peer: str | None, forwarded: str | None, address: str
) -> None:
    hops = (forwarded or "").split(",")
    lines = [(b"x-forwarded-for", hop.encode("latin1")) for hop in hops] if forwarded else []
    headers = [(b"host", b"testserver"), *lines]
    client = None if peer is None else [peer, 51234]
    assert client_address_of_scope({"client": client, "headers": headers}) == address


@pytest.mark.parametrize(("peer", "forwarded", "address"), BELIEVED)
def test_without_proxies_of_ours_nobody_is_believed(
    peer: str | None, forwarded: str | None, address: str, settings: Settings
) -> None:
    settings.TRUSTED_PROXIES = []
    assert client_address(request(peer, forwarded)) == client_address(request(peer, None))


def test_a_proxy_on_a_unix_socket_is_called_local(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["local", PROXY]
    assert client_address(request("", CLIENT)) == CLIENT
    assert client_address(request(None, f"198.51.100.1, {CLIENT}, {PROXY}")) == CLIENT
    assert client_address(request(CLIENT, "198.51.100.1")) == CLIENT


def test_a_household_is_one_network_however_many_addresses_it_has() -> None:
    assert network_of("2001:db8:0:1::7") == network_of("2001:db8:0:1:ffff:ffff:ffff:ffff")
    assert network_of("2001:db8:0:1::7") != network_of("2001:db8:0:2::7")
    assert network_of("2001:db8:0:1::7") == "2001:db8:0:1::/64"
    assert network_of(CLIENT) == CLIENT
    assert network_of("") == "local"
    assert client_network(request(f"::ffff:{CLIENT}", None)) == CLIENT


@pytest.mark.parametrize("value", ["10.0.0.0/8,nonsense", "10.0.0.0/99", "proxy.example.org", "*"])
def test_a_list_of_proxies_that_cannot_be_read_is_an_error_at_start(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", value)
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        env.networks("TRUSTED_PROXIES", "local")


def test_a_list_of_proxies_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", " 10.0.0.0/8 , local,2001:db8::1,")
    assert env.networks("TRUSTED_PROXIES", "local") == ["10.0.0.0/8", "local", "2001:db8::1"]
    monkeypatch.delenv("TRUSTED_PROXIES")
    assert env.networks("TRUSTED_PROXIES", "local") == []
