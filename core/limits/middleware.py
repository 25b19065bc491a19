"""Tells on every answer of what is limited how the asker stands.

`RateLimit-Policy` and `RateLimit` are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse

from core.clients import client_network
from core.limits.counting import look
from core.limits.standing import Standing, noting
from core.limits.table import By, Limit, limits_at


class RateLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with noting() as noted:
            response = self.get_response(request)
        standings = [*_untouched(request, noted), *noted.values()]
        if standings:
            _tell(response, standings)
        return response


def _untouched(request: HttpRequest, noted: Iterable[str]) -> Iterator[Standing]:
    """Limits of this door that were not counted, since something else was wrong before."""
    if request.resolver_match is None:
        return
    for limit in limits_at(f"{request.method} /{request.resolver_match.route}"):
        by = None if limit.name in noted else _asker(request, limit)
        standing = look(limit, by=by) if by else None
        if standing:
            yield standing


def _asker(request: HttpRequest, limit: Limit) -> object:
    """Who is counted, where the request alone says so."""
    if limit.by is By.NETWORK:
        return client_network(request)
    if limit.by is By.USER and request.user.is_authenticated:
        return request.user.pk
    return None


def _tell(response: HttpResponse, standings: list[Standing]) -> None:
    response["RateLimit-Policy"] = ", ".join(
        f'"{each.limit.name}";q={each.limit.amount};w={each.limit.window}' for each in standings
    )
    response["RateLimit"] = ", ".join(
        f'"{each.limit.name}";r={each.remaining};t={each.wait}' for each in standings
    )
    refused = [each.wait for each in standings if not each.is_allowed]
    if response.status_code == 429 and refused:
        response["Retry-After"] = str(max(refused))
