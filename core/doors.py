"""What page views share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, by HTMX."""
    return bool(getattr(request, "htmx", False))


def back(request: HttpRequest, otherwise: Any) -> HttpResponse:
    """Return to the page that a plain form names in `next`, if it is one of ours."""
    wanted = request.POST.get("next", "")
    secure = request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=secure):
        return HttpResponseRedirect(wanted)
    return redirect(otherwise)
