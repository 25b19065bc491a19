"""Signing in by a code from one's mailbox."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.forms.entrance import AskForCodeForm, CodeForm
from accounts.services.sign_in_codes import request_sign_in_code, verify_sign_in_code
from accounts.views.admitting import admit
from accounts.views.asking import ask, filled_in, form_page, onward, visitors_only
from core import limits
from core.clients import client_network

# Whom the code was asked for, in this browser; whether there is such a person is not known here.
ASKED_FOR = "code_asked_for"


@form_page
@visitors_only
def request_code(request: HttpRequest) -> HttpResponse:
    form = filled_in(AskForCodeForm, request, login=request.session.get(ASKED_FOR, ""))
    return ask(request, "account/request_code.html", form, partial(_request, request))


@form_page
@visitors_only
def enter_code(request: HttpRequest) -> HttpResponse:
    login = request.session.get(ASKED_FOR)
    if not login:
        return redirect("account_request_code")
    form = filled_in(CodeForm, request)
    act = partial(_enter, request, login)
    return ask(request, "account/enter_code.html", form, act, login=login)


def _request(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.take(limits.MAIL_REQUESTS, by=client_network(request))
    request_sign_in_code(**given)
    request.session[ASKED_FOR] = given["login"]
    return redirect(onward(request, "account_enter_code"))


def _enter(request: HttpRequest, login: str, given: dict[str, Any]) -> HttpResponse:
    limits.take(limits.SIGN_IN, by=client_network(request))
    user = verify_sign_in_code(login=login, **given)
    request.session.pop(ASKED_FOR, None)
    return admit(request, user, "code")
