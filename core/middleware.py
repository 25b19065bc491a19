"""Around every request: an id for the logs, private answers, our errors as pages."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.clients import comes_from_proxy
from core.errors import DomainError, UnavailableError
from core.views import is_htmx, plain_error

log = structlog.get_logger("request")
GetResponse = Callable[[HttpRequest], HttpResponse]

# A proxy's id is taken over if it is one; anything else could forge log lines.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# By whose it is, and whether a whole page was asked for or a part.
VARIES = ("Authorization", "Cookie", "HX-Request")
TOO_MANY = 429
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
                    path=_path(request),
                    status=response.status_code,
                    ms=round((time.monotonic() - start) * 1000),
                )
        response["X-Request-Id"] = request_id
        return response


def _path(request: HttpRequest) -> str:
    """A link of a mail opens an account to whoever reads it, in a log too."""
    match = request.resolver_match
    return f"/{match.route}" if match and "token" in match.kwargs else request.path


class UTF8Middleware:
    """Forms are UTF-8, whatever they say: some of Python's other codecs fail on odd bytes, and
    under them a field could be called by another name."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding is not None:
            request.encoding = "utf-8"
        return self.get_response(request)


class ForwardedMiddleware:
    """Only a proxy of ours says that the way to it was encrypted: `SECURE_PROXY_SSL_HEADER`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not comes_from_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)


class PrivateAnswersMiddleware:
    """No cache keeps what was answered to a signed-in person, nor gives it to anybody else.

    Outside all that answers for a page, so that redirects and refusals pass it too. It goes by
    what was sent along and asks nobody who that was, which could cost a query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view that says it itself knows better: a picture's address is good for one picture.
        if not response.has_header("Cache-Control"):
            if _is_personal(request, response):
                response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, VARIES)
        return response


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whoever came with a session or a token, or was just given a cookie."""
    known = "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
    return known or bool(response.cookies)


class DomainErrorMiddleware:
    """A service's refusal becomes a friendly page of the same status.

    A button pressed too often gets the bare words, for the script to show beside what it undoes.
    """

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
        if error.status == TOO_MANY and is_htmx(request):
            return plain_error(error)
        template = "429.html" if error.status == TOO_MANY else "errors/domain.html"
        return render(request, template, {"error": error}, status=error.status)
