"""Requests whose user is known, and the decorator that makes sure of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from rest_framework.request import Request

from accounts.models import Session, User
from accounts.validation.usernames import normalise
from core.errors import NotFoundError
from core.views import is_htmx

P = ParamSpec("P")


class AuthenticatedRequest(HttpRequest):
    """What a view behind `login_required` receives. For type checking only."""

    user: User


class AuthenticatedApiRequest(Request):
    """What an API view receives unless it allows anonymous calls. For type checking only."""

    user: User
    auth: Session


def login_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send an anonymous viewer to log in and back; after an HTMX request, the whole page moves."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type] # its user is a User
        return _lead_to_login(request)

    # For a body that is too large to read for an anonymous viewer.
    guarded.lead_to_login = _lead_to_login  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value] # mypy loses the signature


def get_self(request: AuthenticatedRequest, username: str) -> User:
    """The viewer, at their own username. Raises NotFoundError at any other."""
    if normalise(username) != request.user.username:
        raise NotFoundError
    return request.user


def web_session_of(request: HttpRequest) -> Session | None:
    """The session of the viewer's browser; None for the anonymous."""
    if not request.user.is_authenticated:
        return None
    session = getattr(request, "web_session", None)
    return session if isinstance(session, Session) else None


def _lead_to_login(request: HttpRequest) -> HttpResponse:
    if not is_htmx(request):
        back = request.get_full_path() if request.method == "GET" else _current_page(request)
        return redirect_to_login(back)
    query = urlencode({"next": _current_page(request)})
    return HttpResponseClientRedirect(f"{resolve_url('account_login')}?{query}")


def _current_page(request: HttpRequest) -> str:
    """The page that holds the pressed button; its host is not trusted."""
    htmx = getattr(request, "htmx", None)
    return (htmx and htmx.current_url_abs_path) or request.POST.get("next") or "/"
