"""The API's error shape, for responses that Django REST framework does not make."""

from http import HTTPStatus

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class MalformedError(DomainError):
    """What was sent cannot be read."""

    code = "parse_error"
    detail = _("Malformed request.")


def error_json(error: DomainError) -> JsonResponse:
    is_ours = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR
    problem = {"code": error.code, "detail": str(error), "attr": error.attr}
    body = {"type": "server_error" if is_ours else "client_error", "errors": [problem]}
    return JsonResponse(body, status=error.status)
