"""Middleware for every request: request ids, trusted proxies, caching, and domain errors."""

import re
import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.cache import patch_vary_headers

from core.api.errors import MalformedError
from core.errors import DomainError, UnavailableError
from core.media.room import StorageFullError, is_full
from core.web.clients import is_from_trusted_proxy
from core.web.error_pages import error_response
from core.web.refusals import loggable_path

log = structlog.get_logger("request")
GetResponse = Callable[[HttpRequest], HttpResponse]

# A proxy's request id is kept if it matches; anything else could forge log lines.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Responses differ by viewer, and between a whole page and a part of it.
VARY_HEADERS = ("Authorization", "Cookie", "HX-Request")
UNLOGGED_PATHS = ("/healthz", "/readyz", "/static/", "/media/")


class RequestIdMiddleware:
    """Adds `request_id` to every log line of a request and to the response's headers.

    Logs the request with its status and duration.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid4().hex
        start = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            if not request.path.startswith(UNLOGGED_PATHS):
                log.info(
                    "request",
                    method=request.method,
                    path=loggable_path(request),
                    status=response.status_code,
                    ms=round((time.monotonic() - start) * 1000),
                )
        response["X-Request-Id"] = request_id
        return response


class UTF8Middleware:
    """Decodes forms as UTF-8, whatever charset they declare.

    Some of Python's other codecs fail on unexpected bytes, and some decode a field's name to
    another name.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding is not None:
            request.encoding = "utf-8"
        return self.get_response(request)


class TrustedProxyMiddleware:
    """Drops `X-Forwarded-Proto` of other clients: it is our `SECURE_PROXY_SSL_HEADER`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_from_trusted_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.get_response(request)


class PrivateResponsesMiddleware:
    """Keeps every response to a logged-in user out of caches.

    It wraps all middleware that can respond for a view, so it covers redirects and errors. It
    looks only at the headers and cookies: to load the user could cost a query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A view that sets Cache-Control itself keeps it, such as that of a photo's file.
        if not response.has_header("Cache-Control"):
            if _is_personal(request, response):
                response["Cache-Control"] = "private, no-store"
            patch_vary_headers(response, VARY_HEADERS)
        return response


def _is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the client sent a session or a token, or the response sets a cookie."""
    known = "Authorization" in request.headers or settings.SESSION_COOKIE_NAME in request.COOKIES
    return known or bool(response.cookies)


class DomainErrorMiddleware:
    """Turns a DomainError into a response of the same status; a 503 says that the database is away,
    or the disk full."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, OperationalError):
            log.warning("database_unavailable", error=repr(error))
            error = UnavailableError()
        if is_full(error):
            log.warning("storage_full", error=repr(error))
            error = StorageFullError()
        if isinstance(error, UnreadablePostError):
            error = MalformedError()
        return error_response(request, error) if isinstance(error, DomainError) else None
