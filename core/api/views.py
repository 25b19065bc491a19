"""What API views share: idempotent writes, the error shape, the list shape."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial, wraps
from http import HTTPStatus
from typing import Any, TypeVar

import structlog
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import OperationalError
from django.http import HttpRequest, UnreadablePostError
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import serializers, views
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.utils.urls import replace_query_param

from core.api.errors import is_invalid
from core.api.idempotency import idempotency_key, respond_once
from core.api.pagination import DocumentedPagination
from core.db.transactions import is_conflict
from core.errors import DomainError, NotFoundError, TooLargeError, UnavailableError
from core.limits import LimitedError
from core.limits.api import count_failed_call
from core.media.room import StorageFullError, is_full
from core.pagination import Cursor, Page, read_limit
from core.refusals import STATUSES, record_refusal
from core.web.bodies import admit_body

T = TypeVar("T")
log = structlog.get_logger("request")
# What most clients send; every other header is DRF's to read.
ACCEPTED = {"*/*", "application/json", "application/json, text/plain, */*"}
WRITES = {"post", "put", "patch", "delete"}


class APIView(views.APIView):
    """The base of every view of the API: a write with an `Idempotency-Key` is done once."""

    # What the documentation says of lists.
    pagination_class = DocumentedPagination
    # How many photos a logged-in user may send to this view in a form.
    max_photos: int = 0

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for method in WRITES & cls.__dict__.keys():
            setattr(cls, method, _once_per_key(cls.__dict__[method]))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Runs once the user is known, before the body is read."""
        super().initial(request, *args, **kwargs)
        photos = self.max_photos if request.user.is_authenticated else 0
        admit_body(request._request, photos=photos, user_id=request.user.pk)

    def prepare(self, request: Any) -> None:
        """The slow part of a write, such as storing a file; it keeps the result on the view.

        Runs before the handler, and outside any transaction. The handler, which may be in one that
        is run again, leaves the result as it is.
        """

    def discard(self) -> None:
        """Undo `prepare`: the handler failed, or a parallel request did the work."""

    def error_response(
        self, error: Exception, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        response = self.handle_exception(error)
        return self.finalize_response(request, response, *args, **kwargs)


def _once_per_key(handler: Callable[..., Response]) -> Callable[..., HttpResponseBase]:
    @wraps(handler)
    def write(view: APIView, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        handle = partial(handler, view, request, *args, **kwargs)

        def respond() -> Any:
            try:
                response = handle()
            except Exception as error:
                if is_conflict(error):
                    raise
                view.discard()
                return view.error_response(error, request, *args, **kwargs)
            return view.finalize_response(request, response, *args, **kwargs)

        prepare, key = partial(view.prepare, request), idempotency_key(request)
        if key is None:
            prepare()
            try:
                return handle()
            except Exception:
                view.discard()
                raise
        return respond_once(request, key, prepare=prepare, respond=respond, discard=view.discard)

    return write


class FastView(APIView):
    """A view for reads that does not take DRF's way to a response: `respond` gets Django's request
    and returns the bytes.

    A request that fails or is out of the ordinary goes through DRF after all, so its response is
    the same as that of every other view.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and request.META.get("HTTP_ACCEPT", "*/*") in ACCEPTED:
            with suppress(DomainError, APIException):
                return self.respond(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Called again, by DRF's handler, where it has failed."""
        raise NotImplementedError


class ErrorHandler(ExceptionHandler):
    """Turns domain errors into the API's error shape."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        exc = _counted(exc, self.context["request"])
        if isinstance(exc, OperationalError):
            exc = UnavailableError()
        if is_full(exc):
            exc = StorageFullError()
        if isinstance(exc, RequestDataTooBig):
            exc = TooLargeError()
        if isinstance(exc, DomainError):
            return _api_error(exc)
        # Raised by Django while it reads the body: too many files or fields, an early end.
        if isinstance(exc, SuspiciousOperation | UnreadablePostError):
            return ParseError()
        if isinstance(exc, DjangoValidationError):
            return ValidationError(exc.messages)
        converted: Exception = super().convert_known_exceptions(exc)
        return converted

    def report_exception(self, exc: APIException, response: Response) -> None:
        """Record a refusal. An outage or an overload is no fault of the code: one line, without a
        traceback."""
        if response.status_code in STATUSES:
            known = self.exc if isinstance(self.exc, DomainError) else None
            record_refusal(known.code if known else exc.default_code)
        if isinstance(self.exc, DomainError | OperationalError) or is_full(self.exc):
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.warning("unavailable", error=repr(self.exc))
            return
        super().report_exception(exc, response)


@extend_schema(exclude=True)
class NotFoundView(APIView):
    """The API's catch-all route: its 404 has the API's error shape instead of being a page."""

    authentication_classes = []
    permission_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFoundError


def _counted(error: Exception, request: Request | None) -> Exception:
    """The error of a call that failed before the throttle ran, or a LimitedError: it counts too."""
    try:
        if request:
            count_failed_call(request)
    except LimitedError as limited:
        return limited
    return error


def _api_error(error: DomainError) -> APIException:
    detail: str | dict[str, list[str]] = str(error.detail)
    if error.attr:
        detail = {error.attr: [str(error.detail)]}
    converted = (ValidationError if is_invalid(error) else APIException)(detail, code=error.code)
    converted.status_code = error.status
    converted.wait = error.retry_after  # type: ignore[attr-defined]
    return converted


def validated_data(
    request: Request, serializer: type[serializers.Serializer[Any]]
) -> dict[str, Any]:
    """The request body, validated by `serializer`. Raises ValidationError."""
    body = serializer(data=request.data)
    body.is_valid(raise_exception=True)
    data: dict[str, Any] = body.validated_data
    return data


def page_params(request: Request) -> dict[str, Any]:
    """`cursor=` and `limit=` of the query, as the selectors take them. Raises DomainError."""
    return {
        "cursor": Cursor.parse(request.query_params.get("cursor")),
        "limit": read_limit(request.query_params.get("limit")),
    }


def search_params(request: Request) -> dict[str, Any]:
    """As `page_params`, with `q=` for a list that can be searched."""
    return {"q": request.query_params.get("q", ""), **page_params(request)}


def page_response(request: Request, page: Page[T], serializer: type[BaseSerializer[T]]) -> Response:
    """The contract's list: `{"results": [...], "next": URL or null, "previous": URL or null}`."""
    return Response(
        {
            "results": serializer(
                page.items,  # type: ignore[arg-type] # with many=True, a list
                many=True,
                context={"request": request},
            ).data,
            "next": _link(request, page.next),
            "previous": _link(request, page.previous),
        }
    )


def _link(request: Request, cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return replace_query_param(request.build_absolute_uri(), "cursor", str(cursor))
