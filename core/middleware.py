"""Around every request: an id for the logs, private answers, our errors as pages."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.errors import DomainError, UnavailableError

log = structlog.get_logger("request")
GetResponse = Callable[[HttpRequest], HttpResponse]

# A proxy's id is taken over if it is one; anything else could forge log lines.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET_PATHS = ("/healthz", "/readyz", "/static/", "/media/")


class RequestIdMiddleware:
    """Binds `request_id` to every log line of the request and answers it as a header."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid4().hex
        start = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            if not request.path.startswith(QUIET_PATHS):
                log.info(
                    "request",
                    method=request.method,
                    path=request.path,
                    status=response.status_code,
                    ms=round((time.monotonic() - start) * 1000),
                )
        response["X-Request-Id"] = request_id
        return response


class PrivateAnswersMiddleware:
    """No shared cache may keep what was answered to a signed-in person."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view that says it itself is not asked who was there: that could cost a query.
        if not response.has_header("Cache-Control") and _is_signed_in(request):
            response["Cache-Control"] = "private, no-store"
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    return "Authorization" in request.headers or request.user.is_authenticated


class DomainErrorMiddleware:
    """A service's refusal becomes a friendly page of the same status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError):
            log.warning("database_unavailable", error=repr(error))
            error = UnavailableError()
        if not isinstance(error, DomainError):
            return None
        return render(request, "errors/domain.html", {"error": error}, status=error.status)
