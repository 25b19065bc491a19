"""What every API view shares: the error shape, the list shape."""

from typing import Any, TypeVar

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import OperationalError
from drf_spectacular.utils import extend_schema
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework.exceptions import APIException, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from core.errors import DomainError, NotFoundError, TooLargeError, UnavailableError
from core.pagination import Cursor, Page, read_limit

T = TypeVar("T")


class ErrorHandler(ExceptionHandler):
    """Turns our own errors into the contract's one shape."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
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


def _api_error(error: DomainError) -> APIException:
    told: str | dict[str, list[str]] = str(error.detail)
    if error.attr:
        told = {error.attr: [str(error.detail)]}
    invalid = error.attr and error.status == 400
    converted = (ValidationError if invalid else APIException)(told, code=error.code)
    converted.status_code = error.status
    return converted


def page_params(request: Request) -> dict[str, Any]:
    """`cursor=` and `limit=` of the query, as the selectors take them. Raises DomainError."""
    return {
        "cursor": Cursor.parse(request.query_params.get("cursor")),
        "limit": read_limit(request.query_params.get("limit")),
    }


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
