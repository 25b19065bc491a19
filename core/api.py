"""What every API view shares: how it is entered, the error shape, the list shape."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import OperationalError
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import serializers, views
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.utils.urls import replace_query_param

from core import idempotency
from core.errors import DomainError, NotFoundError, TooLargeError, UnavailableError
from core.limits import LimitedError
from core.limits.api import count_failed_call
from core.media.body import refuse_large_body
from core.pagination import Cursor, Page, read_limit

T = TypeVar("T")


class APIView(views.APIView):
    """What every view of the API is: a write that carries an `Idempotency-Key` is done once."""

    # For those that take files: what may come along, by what is announced.
    largest_body: int | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Once it is known who asks: before the body is read, and before the method is called."""
        super().initial(request, *args, **kwargs)
        if self.largest_body is not None:
            refuse_large_body(request.META.get("CONTENT_LENGTH"), limit=self.largest_body)
        key = idempotency.key_of(request)
        method = str(request.method).lower()
        if key and hasattr(self, method):
            setattr(self, method, partial(self._once, key, getattr(self, method)))

    def _once(
        self,
        key: str,
        handler: Callable[..., Response],
        request: Request,
        /,
        *args: Any,
        **named: Any,
    ) -> HttpResponseBase:
        def answer() -> Response:
            try:
                response = handler(request, *args, **named)
            except Exception as error:
                response = self.handle_exception(error)
            return self.finalize_response(request, response, *args, **named)

        return idempotency.answer_once(request, key, answer)


class ErrorHandler(ExceptionHandler):
    """Turns our own errors into the contract's one shape."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        exc = _counted(exc, self.context["request"])
        if isinstance(exc, OperationalError):
            exc = UnavailableError()
        if isinstance(exc, RequestDataTooBig):
            exc = TooLargeError()
        if isinstance(exc, DomainError):
            return _api_error(exc)
        # What Django refuses while it reads the body: too many files, too many fields.
        if isinstance(exc, SuspiciousOperation):
            return ParseError()
        if isinstance(exc, DjangoValidationError):
            return ValidationError(exc.messages)
        converted: Exception = super().convert_known_exceptions(exc)
        return converted


@extend_schema(exclude=True)
class NothingHereView(APIView):
    """Takes what no other route of the API wants, so that its 404 is no page but the one shape."""

    authentication_classes = []
    permission_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFoundError


def _counted(error: Exception, request: Request | None) -> Exception:
    """A call that was refused before the framework asked the throttle is limited all the same."""
    try:
        if request:
            count_failed_call(request)
    except LimitedError as limited:
        return limited
    return error


def _api_error(error: DomainError) -> APIException:
    told: str | dict[str, list[str]] = str(error.detail)
    if error.attr:
        told = {error.attr: [str(error.detail)]}
    invalid = error.attr and error.status == 400
    converted = (ValidationError if invalid else APIException)(told, code=error.code)
    converted.status_code = error.status
    converted.wait = getattr(error, "retry_after", None)  # type: ignore[attr-defined]
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
    """As `page_params`, for a list that is searched by `q=`."""
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
