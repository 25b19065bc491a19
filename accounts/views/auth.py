"""Registration, login by password, and logout."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.auth.login_flow import log_in, log_out
from accounts.clients.client import client_of
from accounts.forms.auth import LoginForm, SignupForm
from accounts.limits import LOGINS, REGISTER, USERNAMES
from accounts.models import User
from accounts.services import register_user
from accounts.services.credentials import verify_credentials
from accounts.validation.registration import username_errors
from accounts.validation.usernames import normalise
from core import limits
from core.forms import anonymous_only, form_view, process_form, url_with_next
from core.views import redirect_back
from core.web.clients import client_network


@form_view
@anonymous_only
def login(request: HttpRequest) -> HttpResponse:
    return process_form(request, "account/login.html", LoginForm, _login)


@form_view
@anonymous_only
def signup(request: HttpRequest) -> HttpResponse:
    return process_form(request, "account/signup.html", SignupForm, _signup)


@require_safe
def username_state(request: HttpRequest) -> HttpResponse:
    """A line below the field while one types: whether the username is available."""
    limits.hit(USERNAMES, by=client_network(request))
    username = normalise(request.GET.get("username", ""))
    owner = request.user if isinstance(request.user, User) else None
    if owner and owner.username == username:
        username = ""
    problems = username_errors(username, owner) if username else []
    context = {"username": username, "problems": problems}
    return render(request, "account/_username_state.html", context)


@require_safe
def session_state(request: HttpRequest) -> HttpResponse:
    """Who is logged in, and a token for their forms: for a page that is older than the login."""
    viewer = str(request.user.pk) if request.user.is_authenticated else None
    state = {"viewer": viewer, "token": get_token(request)}
    return JsonResponse(state, headers={"Cache-Control": "private, no-store"})


@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_back(request, "home")
    if request.method != "POST":
        return render(request, "account/logout.html")
    log_out(request)
    return redirect("home")


def _login(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.hit(LOGINS, by=client_network(request))
    user = verify_credentials(**given, client=client_of(request))
    return log_in(request, user)


def _signup(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.hit(REGISTER, by=client_network(request))
    user = register_user(**given, language=get_language() or "")
    return log_in(request, user, to=url_with_next(request, "account_verify"))
