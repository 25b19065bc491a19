"""The API's error shape, for responses that Django REST framework does not make."""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class MalformedError(DomainError):
    """What was sent cannot be read."""

    code = "parse_error"
    detail = _("Malformed request.")


def error_json(error: DomainError) -> JsonResponse:
    problem = {"code": error.code, "detail": str(error), "attr": error.attr}
    response = _errors_json([problem], error.status, is_invalid=is_invalid(error))
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def is_invalid(error: DomainError) -> bool:
    """Whether it says what is wrong with a field: a `validation_error`."""
    return bool(error.attr) and error.status == HTTPStatus.BAD_REQUEST


def form_errors_json(form: BaseForm, *, status: int = 400) -> JsonResponse:
    """The errors of a form that was found invalid; those of no field have no `attr`."""
    problems = [
        {
            "code": error.code or "invalid",
            "detail": detail,
            "attr": name if name in form.fields else None,
        }
        for name, errors in form.errors.as_data().items()
        for error in errors
        for detail in error.messages
    ]
    return _errors_json(problems, status, is_invalid=status == HTTPStatus.BAD_REQUEST)


def _errors_json(problems: list[dict[str, Any]], status: int, *, is_invalid: bool) -> JsonResponse:
    kind = "validation_error" if is_invalid else "client_error"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        kind = "server_error"
    return JsonResponse({"type": kind, "errors": problems}, status=status)
