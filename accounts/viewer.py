"""Who is asking, where a door has made sure that somebody is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect
from rest_framework.request import Request

from accounts.models import Session, User
from accounts.usernames import normalise
from core.errors import NotFoundError

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class HasUser(Protocol):
    @property
    def user(self) -> User | AnonymousUser: ...


def signed_in(request: HasUser) -> User:
    """The signed-in person; a door that lets the anonymous through must not ask."""
    if not isinstance(request.user, User):
        raise TypeError("This door needs a signed-in person.")
    return request.user


def get_self(request: HasUser, username: str) -> User:
    """Who asks, at their own address. Raises NotFoundError at anybody else's."""
    viewer = signed_in(request)
    if normalise(username) != viewer.username:
        raise NotFoundError
    return viewer


def sign_in_required(view: View[P]) -> View[P]:
    """Send the anonymous to sign in and back; a button pressed in a page moves the whole page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if not getattr(request, "htmx", False):
            back = request.get_full_path() if request.method == "GET" else _page_of(request)
            return redirect_to_login(back)
        query = urlencode({"next": _page_of(request)})
        return HttpResponseClientRedirect(f"{resolve_url('account_login')}?{query}")

    return guarded  # type: ignore[return-value] # mypy does not see that it takes the same


def _page_of(request: HttpRequest) -> str:
    """The page a button stands on: the way back after signing in; its host is not trusted."""
    htmx = getattr(request, "htmx", None)
    return (htmx and htmx.current_url_abs_path) or request.POST.get("next") or "/"


def session_of(request: Request) -> Session:
    """The session of the access token that an API request came with."""
    if not isinstance(request.auth, Session):
        raise TypeError("This door needs an access token.")
    return request.auth


def web_session_of(request: HttpRequest) -> Session | None:
    """The session of the browser that a page was asked for by; None for the anonymous."""
    if not request.user.is_authenticated:
        return None
    session = getattr(request, "web_session", None)
    return session if isinstance(session, Session) else None
