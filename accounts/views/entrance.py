"""Signing up, in by password, and out."""

from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.clients import client_of
from accounts.forms.entrance import LoginForm, SignupForm
from accounts.registration import username_problems
from accounts.services import register_user
from accounts.services.credentials import verify_credentials
from accounts.views.admitting import admit
from accounts.views.asking import ask, filled_in, form_page, onward, visitors_only
from core import limits
from core.clients import client_network
from core.doors import back


@form_page
@visitors_only
def login(request: HttpRequest) -> HttpResponse:
    form = filled_in(LoginForm, request)
    return ask(request, "account/login.html", form, partial(_login, request))


@form_page
@visitors_only
def signup(request: HttpRequest) -> HttpResponse:
    form = filled_in(SignupForm, request)
    return ask(request, "account/signup.html", form, partial(_signup, request))


@require_safe
def username_state(request: HttpRequest) -> HttpResponse:
    """A line below the field, while somebody types: whether the name can be had."""
    limits.take(limits.USERNAMES, by=client_network(request))
    username = request.GET.get("username", "").strip()
    problems = username_problems(username) if username else []
    context = {"username": username.lower(), "problems": problems}
    return render(request, "account/_username_state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return back(request, "home")
    if request.method != "POST":
        return render(request, "account/logout.html")
    get_adapter().logout(request)
    return redirect("home")


def _login(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.take(limits.SIGN_IN, by=client_network(request))
    user = verify_credentials(**given, client=client_of(request))
    return admit(request, user, "password")


def _signup(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.take(limits.REGISTER, by=client_network(request))
    user = register_user(**given, language=get_language() or "")
    return admit(request, user, "password", to=onward(request, "account_verify"))
