"""Logs the refusals of requests."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from core.errors import UnavailableError
from core.refusals import STATUSES, Refusal, collect_refusals, log_refusal
from core.web.clients import client_address


class RefusalLogMiddleware:
    """Logs the recorded refusals, or else a response whose status is that of a refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with collect_refusals() as recorded:
            response = self.get_response(request)
        if not recorded and response.status_code in STATUSES:
            recorded.append(Refusal(HTTPStatus(response.status_code).name.lower()))
        _log(request, recorded)
        return response


def loggable_path(request: HttpRequest) -> str:
    """Without the token in the links of e-mails, which would give access to an account."""
    match = request.resolver_match
    return f"/{match.route}" if match and "token" in match.kwargs else request.path


def _log(request: HttpRequest, refusals: Iterable[Refusal]) -> None:
    for refusal in refusals:
        whose = refusal.user_id or _viewer_id(request)
        log_refusal(
            replace(refusal, user_id=whose),
            address=client_address(request),
            method=request.method,
            path=loggable_path(request),
        )


def _viewer_id(request: HttpRequest) -> object:
    """None for the anonymous, and where the database cannot say."""
    user = getattr(request, "user", None)
    with suppress(OperationalError, UnavailableError):
        if user is not None and user.is_authenticated:
            return user.pk
    return None
