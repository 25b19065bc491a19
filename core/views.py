"""What page views share: reading parameters, leading on, and telling a script of an error."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from core.errors import DomainError
from core.pagination import Cursor

PLAIN_TEXT = "text/plain; charset=utf-8"


def is_htmx(request: HttpRequest) -> bool:
    """Whether HTMX requested a part of a page."""
    return bool(getattr(request, "htmx", False))


def current_path(request: HttpRequest) -> str | None:
    """The path, with its query, of the page from which HTMX sent the request; None for any other
    request, a page of another site, and what is no URL."""
    try:
        return getattr(getattr(request, "htmx", None), "current_url_abs_path", None)
    except ValueError:
        return None


def list_params(request: HttpRequest) -> dict[str, Any]:
    """`q=` and the cursor of the query, as the selectors take them. Raises BadCursorError."""
    return {"q": request.GET.get("q", "").strip(), "cursor": list_cursor(request)}


def list_cursor(request: HttpRequest) -> Cursor | None:
    """`cursor=` of the query; or `ids=`, by which a restored page asks for what it shows.

    Raises BadCursorError.
    """
    ids = request.GET.get("ids")
    return Cursor.among(ids) if ids else Cursor.parse(request.GET.get("cursor"))


def plain_error(error: DomainError) -> HttpResponse:
    """The error's sentence as plain text: a script shows it beside the button it turns back."""
    return HttpResponse(str(error), status=error.status, content_type=PLAIN_TEXT)


def redirect_back(request: HttpRequest, fallback: Any) -> HttpResponse:
    """Redirect to the page named in `next`, or else to `fallback` (as `redirect` takes it)."""
    url = next_url(request)
    return HttpResponseRedirect(url) if url else redirect(fallback)


def next_url(request: HttpRequest) -> str:
    """The page named in `next` by a form or a link; blank if it is not on this site."""
    url = request.POST.get("next") or request.GET.get("next", "")
    return url if is_own_url(request, url) else ""


def is_own_url(request: HttpRequest, url: str) -> bool:
    """Whether `url` leads to this host and port, however browsers read it."""
    return url_has_allowed_host_and_scheme(
        url, {request.get_host()}, require_https=request.is_secure()
    )
