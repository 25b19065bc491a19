"""What page views share."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import DomainError
from core.pagination import Cursor

PLAIN = "text/plain; charset=utf-8"


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for, by HTMX."""
    return bool(getattr(request, "htmx", False))


def asked(request: HttpRequest) -> dict[str, Any]:
    """`q=` and `cursor=` of the query, as the selectors take them. Raises BadCursorError."""
    return {
        "q": request.GET.get("q", "").strip(),
        "cursor": Cursor.parse(request.GET.get("cursor")),
    }


def bare_words(error: DomainError) -> HttpResponse:
    """A refusal for a script, which shows the words beside the button that it turns back."""
    return HttpResponse(str(error), status=error.status, content_type=PLAIN)


def back(request: HttpRequest, otherwise: Any) -> HttpResponse:
    """Lead on to the wanted page, or else to `otherwise`."""
    wanted = wanted_page(request)
    return HttpResponseRedirect(wanted) if wanted else redirect(otherwise)


def wanted_page(request: HttpRequest) -> str:
    """The page that a form, or the link to it, names in `next`; blank if it is none of ours."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if is_ours(request, wanted) else ""


def is_ours(request: HttpRequest, url: str) -> bool:
    """Whether it leads to this very host and port, however browsers read it."""
    return url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
