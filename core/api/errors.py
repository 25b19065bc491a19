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
    return _errors_json([problem], error.status)


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
    return _errors_json(problems, status)


def _errors_json(problems: list[dict[str, Any]], status: int) -> JsonResponse:
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    body = {"type": "server_error" if is_ours else "client_error", "errors": problems}
    return JsonResponse(body, status=status)
