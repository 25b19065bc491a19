"""Where a request comes from: what the connection says, and our own proxies, and nobody else.

`X-Forwarded-For` can be written by anybody. It is read from the right, where the proxy next to us
writes, and only as far as the hops before are ours (`TRUSTED_PROXIES`: addresses, networks, or
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

# Who is connected by a Unix socket has no address: a proxy on this machine, or a test.
LOCAL = "local"
# A home or a phone gets this many bits of network, and may call from any address in it.
IPV6_PREFIX = 64


def client_address(request: HttpRequest | Request) -> str:
    """The address in its one spelling; blank where the connection is a Unix socket."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return _believed(request.META.get("REMOTE_ADDR"), forwarded)


def client_address_of_scope(scope: Mapping[str, Any]) -> str:
    """The same of an ASGI connection."""
    client = scope.get("client")
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    told = [value.decode("latin1") for name, value in headers if name == b"x-forwarded-for"]
    return _believed(client[0] if client else None, ",".join(told))


def comes_from_proxy(request: HttpRequest) -> bool:
    """Whether the connection is one of our own proxies', so that its headers are its word."""
    return _is_ours(_parse(str(request.META.get("REMOTE_ADDR") or "")))


def client_network(request: HttpRequest | Request) -> str:
    """What limits count by where nobody is signed in."""
    return network_of(client_address(request))


def network_of(address: str) -> str:
    """An IPv4 address itself, the /64 of an IPv6 address, `local` for none."""
    parsed = _parse(address)
    if parsed is None:
        return LOCAL
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(IPv6Network((parsed, IPV6_PREFIX), strict=False))


def _believed(peer: str | None, forwarded: str) -> str:
    believed = _parse(peer or "")
    for hop in reversed(forwarded.split(",")):
        if not _is_ours(believed):
            break
        told = _parse(hop)
        # Nothing left of what cannot be read is known to come from one of ours.
        if told is None:
            break
        believed = told
    return str(believed or "")


def _is_ours(address: Address | None) -> bool:
    trusted: list[str] = settings.TRUSTED_PROXIES
    if address is None:
        return LOCAL in trusted
    return any(address in network for network in _networks(tuple(trusted)))


@cache
def _networks(trusted: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    return [ip_network(each, strict=False) for each in trusted if each != LOCAL]


def _parse(text: str) -> Address | None:
    """Some proxies add the port, and brackets for it; an IPv4 address may come dressed as IPv6."""
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
