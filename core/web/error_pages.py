"""The page for an unexpected error."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string

from core.web.security_headers import nonce


def server_error(request: HttpRequest) -> HttpResponse:
    """Makes no query, since the database may be down; its script needs the nonce."""
    return HttpResponseServerError(render_to_string("500.html", nonce(request)))
