"""Requests whose user is known, and the decorator that makes sure of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect
from rest_framework.request import Request

from accounts.models import Session, User
from accounts.selectors import is_held_for
from accounts.validation.usernames import normalise
from core.api.errors import error_json
from core.errors import DomainError, NotFoundError
from core.views import current_path, is_htmx
from core.web.error_pages import reads_json

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
T = TypeVar("T", bound="User | HasUser")


class HasUser(Protocol):
    @property
    def user(self) -> User: ...


class AuthenticatedRequest(HttpRequest):
    """What a view behind `login_required` receives. For type checking only."""

    user: User


class AuthenticatedApiRequest(Request):
    """What an API view receives unless it allows anonymous calls. For type checking only."""

    user: User
    auth: Session


class LoggedOutError(DomainError):
    status = 401
    code = "not_authenticated"
    detail = _("You've been logged out. Log in again in another tab, then try again.")


def login_required(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Send an anonymous viewer to log in and back; after an HTMX request, the whole page moves.

    A script that reads JSON stays where it is, and hears why.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type] # its user is a User
        return _lead_to_login(request)

    # For a body that is too large to read for an anonymous viewer.
    guarded.lead_to_login = _lead_to_login  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value] # mypy loses the signature


def own_page(
    view: Callable[Concatenate[AuthenticatedRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """A page below the viewer's own username; absent below any other."""

    @wraps(view)
    def guarded(
        request: AuthenticatedRequest, username: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        viewer = request.user
        is_own = normalise(username) == viewer.username
        if not is_own and not is_held_for(user=viewer, username=username):
            raise NotFoundError
        return _redirect_to_current(request, viewer) or view(request, *args, **kwargs)

    return login_required(guarded)  # type: ignore[arg-type] # mypy names no arguments


def user_page(
    get: Callable[..., T],
) -> Callable[[Callable[[R, T], HttpResponse]], Callable[[R, str], HttpResponse]]:
    """A page below a username, whose view gets what `get(viewer=, username=)` returns.

    That is the user, or has it as `user`. Below another spelling of the username, or a former one,
    the page redirects to the current URL: after `get`, so that it tells no one who may not know.
    """

    def decorate(view: Callable[[R, T], HttpResponse]) -> Callable[[R, str], HttpResponse]:
        @wraps(view)
        def guarded(request: R, username: str) -> HttpResponse:
            found = get(viewer=request.user, username=username)
            user = found if isinstance(found, User) else found.user
            return _redirect_to_current(request, user) or view(request, found)

        return guarded

    return decorate


def _redirect_to_current(request: HttpRequest, user: User) -> HttpResponse | None:
    """On a page below another spelling of `user`'s username, or below a former one: a redirect to
    the same page below the current one. None for a form that was sent: it is not to be lost."""
    match = request.resolver_match
    if match is None or request.method not in {"GET", "HEAD"}:
        return None
    given = match.kwargs["username"]
    if given == user.username:
        return None
    url = reverse(match.view_name, kwargs={**match.kwargs, "username": user.username})
    query = request.META["QUERY_STRING"]
    # A former username may get another owner.
    is_permanent = normalise(given) == user.username
    return redirect(f"{url}?{query}" if query else url, permanent=is_permanent)


def web_session_of(request: HttpRequest) -> Session | None:
    """The session of the viewer's browser; None for the anonymous."""
    if not request.user.is_authenticated:
        return None
    session = getattr(request, "web_session", None)
    return session if isinstance(session, Session) else None


def _lead_to_login(request: HttpRequest) -> HttpResponse:
    if reads_json(request):
        return error_json(LoggedOutError())
    if not is_htmx(request):
        back = request.get_full_path() if request.method == "GET" else _current_page(request)
        return redirect_to_login(back)
    query = urlencode({"next": _current_page(request)})
    return HttpResponseClientRedirect(f"{resolve_url('account_login')}?{query}")


def _current_page(request: HttpRequest) -> str:
    """The page that holds the pressed button; its host is not trusted."""
    return current_path(request) or request.POST.get("next") or "/"
