"""The page of last resort."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from core.headers import nonce


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor who is there; only its script needs the nonce."""
    return HttpResponseServerError(render_to_string("500.html", nonce(request)))
