"""The address of a client, as reported by the connection and by our own proxies.

Clients can send any `X-Forwarded-For`. It is read from the right, where the nearest proxy adds
its client, and only as long as the previous hop is in `TRUSTED_PROXIES` (addresses, networks, or
`local` for a proxy on a Unix socket).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request

Address = IPv4Address | IPv6Address

# A client on a Unix socket has no address: a proxy on this machine, or a test.
LOCAL = "local"
# The usual prefix of one household or phone, which may use any address in it.
IPV6_PREFIX = 64


def client_address(request: HttpRequest | Request) -> str:
    """The client's address in its canonical form; blank for a connection on a Unix socket."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return _resolve(request.META.get("REMOTE_ADDR"), forwarded)


def client_address_of_scope(scope: Mapping[str, Any]) -> str:
    """As `client_address`, for an ASGI connection."""
    client = scope.get("client")
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    values = [value.decode("latin1") for name, value in headers if name == b"x-forwarded-for"]
    return _resolve(client[0] if client else None, ",".join(values))


def is_from_trusted_proxy(request: HttpRequest) -> bool:
    """Whether the connection comes from one of our proxies, so that its headers can be trusted."""
    return _is_trusted(_parse(str(request.META.get("REMOTE_ADDR") or "")))


def client_network(request: HttpRequest | Request) -> str:
    """The client's network (see `network_of`), the rate limits' key for anonymous clients."""
    return network_of(client_address(request))


def network_of(address: str) -> str:
    """The address itself for IPv4, its /64 network for IPv6, `local` for a blank address."""
    parsed = _parse(address)
    if parsed is None:
        return LOCAL
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(IPv6Network((parsed, IPV6_PREFIX), strict=False))


def _resolve(peer: str | None, forwarded: str) -> str:
    client = _parse(peer or "")
    for hop in reversed(forwarded.split(",")):
        if not _is_trusted(client):
            break
        previous = _parse(hop)
        # What is left of an unreadable hop cannot be attributed to a trusted proxy.
        if previous is None:
            break
        client = previous
    return str(client or "")


def _is_trusted(address: Address | None) -> bool:
    trusted: list[str] = settings.TRUSTED_PROXIES
    if address is None:
        return LOCAL in trusted
    return any(address in network for network in _networks(tuple(trusted)))


@cache
def _networks(trusted: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    return [ip_network(each, strict=False) for each in trusted if each != LOCAL]


def _parse(text: str) -> Address | None:
    """Accepts a port, as some proxies add it, and turns IPv4-mapped IPv6 addresses into IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
