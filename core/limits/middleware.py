"""Shows the viewer's quotas on every response of what is limited.

`RateLimit-Policy` and `RateLimit` are those of draft-ietf-httpapi-ratelimit-headers-10.
"""

from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse

from core.limits.limit import By, Limit, limits_of
from core.limits.limiter import peek
from core.limits.quota import Quota, collect_quotas
from core.web.clients import client_network


class RateLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collect_quotas() as used:
            response = self.get_response(request)
        quotas = [*_unused_quotas(request, used), *used.values()]
        if quotas:
            _set_headers(response, quotas)
        return response


def _unused_quotas(request: HttpRequest, used: Iterable[str]) -> Iterator[Quota]:
    """Of the route's limits that were not counted, because the request failed before."""
    if request.resolver_match is None:
        return
    for limit in limits_of(f"{request.method} /{request.resolver_match.route}"):
        by = None if limit.name in used else _counted_by(request, limit)
        quota = peek(limit, by=by) if by else None
        if quota:
            yield quota


def _counted_by(request: HttpRequest, limit: Limit) -> object:
    """Whom the limit counts, where the request alone says so; else None."""
    if limit.by is By.NETWORK:
        return client_network(request)
    if limit.by is By.USER and request.user.is_authenticated:
        return request.user.pk
    return None


def _set_headers(response: HttpResponse, quotas: list[Quota]) -> None:
    response["RateLimit-Policy"] = ", ".join(
        f'"{quota.limit.name}";q={quota.limit.amount};w={quota.limit.window}' for quota in quotas
    )
    response["RateLimit"] = ", ".join(
        f'"{quota.limit.name}";r={quota.remaining};t={quota.reset_after}' for quota in quotas
    )
    refused = [quota.reset_after for quota in quotas if not quota.is_allowed]
    if response.status_code == 429 and refused:
        response["Retry-After"] = str(max(refused))
