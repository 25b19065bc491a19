"""Logging in by a code from an email."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.auth.login_flow import log_in
from accounts.forms.auth import CodeForm, RequestCodeForm
from accounts.limits import LOGINS, MAIL_REQUESTS
from accounts.services.login_codes import verify_login_code
from accounts.services.mail_requests import request_login_code
from core import limits
from core.forms import anonymous_only, form_view, process_form, url_with_next
from core.web.clients import client_network

# The login that a code was requested for in this browser; it may not exist.
REQUESTED_FOR = "code_requested_for"


@form_view
@anonymous_only
def request_code(request: HttpRequest) -> HttpResponse:
    initial = {"login": request.session.get(REQUESTED_FOR, "")}
    return process_form(
        request, "account/request_code.html", RequestCodeForm, _request, initial=initial
    )


@form_view
@anonymous_only
def enter_code(request: HttpRequest) -> HttpResponse:
    login = request.session.get(REQUESTED_FOR)
    if not login:
        return redirect("account_request_code")
    act = partial(_enter, login=login)
    return process_form(request, "account/enter_code.html", CodeForm, act, login=login)


def _request(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.hit(MAIL_REQUESTS, by=client_network(request))
    request_login_code(**given)
    request.session[REQUESTED_FOR] = given["login"]
    return redirect(url_with_next(request, "account_enter_code"))


def _enter(request: HttpRequest, given: dict[str, Any], *, login: str) -> HttpResponse:
    limits.hit(LOGINS, by=client_network(request))
    user = verify_login_code(login=login, **given)
    request.session.pop(REQUESTED_FOR, None)
    return log_in(request, user)
