"""Errors as a client reads them: in the API's error shape, as a sentence, or as a page."""

import sys
from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework.exceptions import APIException

from core.api.errors import MalformedError, error_json
from core.errors import DomainError, ForbiddenError, UnavailableError
from core.media.room import StorageFullError, is_full
from core.refusals import STATUSES, record_refusal
from core.views import is_htmx, plain_error
from core.web.security_headers import nonce

API_PATH = "/api/"


class ExpiredError(ForbiddenError):
    code = "page_expired"
    detail = _("This page has expired. Please reload it and try again.")


def error_response(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The response for `error`, with `Retry-After` if a later attempt may succeed.

    A rate-limited HTMX request gets the sentence alone, which a script shows beside the button.
    """
    if error.status in STATUSES:
        record_refusal(error.code)
    response = _response(request, error)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`: a host that is not ours, a form that cannot be read."""
    if reads_json(request):
        return error_json(MalformedError())
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`. Makes no query, since the database may be down.

    Views answer 503 then by other means (`DomainErrorMiddleware`), but no middleware does, such as
    the one that reads a form to protect it.
    """
    error = sys.exception()
    if isinstance(error, OperationalError):
        return error_response(request, UnavailableError())
    if error is not None and is_full(error):
        return error_response(request, StorageFullError())
    if reads_json(request):
        fault = DomainError(str(APIException.default_detail), code=APIException.default_code)
        fault.status = HTTPStatus.INTERNAL_SERVER_ERROR
        return error_json(fault)
    # The page's script needs the nonce.
    return HttpResponseServerError(render_to_string("500.html", nonce(request)))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's `CSRF_FAILURE_VIEW`: mostly a page that is older than the login.

    A header tells its script that a fresh token may help.
    """
    error = ExpiredError()
    record_refusal("csrf_failed")
    if reads_json(request):
        response: HttpResponse = error_json(error)
    elif is_htmx(request):
        response = plain_error(error)
    else:
        response = render(request, "403_csrf.html", status=error.status)
    response["X-CSRF-Failed"] = "1"
    return response


def reads_json(request: HttpRequest) -> bool:
    """Whether an app or a script waits for the response."""
    return request.path.startswith(API_PATH) or request.headers.get("Accept") == "application/json"


def _response(request: HttpRequest, error: DomainError) -> HttpResponse:
    if reads_json(request):
        return error_json(error)
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        # Without the viewer, whom only the database knows.
        page = render_to_string("503.html", {"error": error, **nonce(request)})
        return HttpResponse(page, status=error.status)
    is_limited = error.status == HTTPStatus.TOO_MANY_REQUESTS
    if is_limited and is_htmx(request):
        return plain_error(error)
    template = "429.html" if is_limited else "errors/domain.html"
    return render(request, template, {"error": error}, status=error.status)
