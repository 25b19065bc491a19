"""Showing that one reads the mail of the address that one signed up with."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.entrance import CodeForm
from accounts.forms.fields import ServiceForm
from accounts.forms.security import CorrectEmailForm
from accounts.services.email_addresses import (
    ask_again,
    correct_address,
    pending_address,
    verify_by_code,
    verify_by_token,
)
from accounts.viewer import sign_in_required, signed_in
from accounts.views.asking import ask, filled_in, form_page, onward
from core.doors import back


@form_page
@sign_in_required
def verify(request: HttpRequest) -> HttpResponse:
    address = pending_address(user=signed_in(request))
    if address is None:
        return back(request, "home")
    form = filled_in(CodeForm, request)
    may_wait = not settings.REQUIRE_VERIFIED_EMAIL
    context = {"address": address, "may_wait": may_wait}
    return ask(request, "account/verify.html", form, partial(_verify, request), **context)


@require_POST
@sign_in_required
def verify_again(request: HttpRequest) -> HttpResponse:
    address = ask_again(user=signed_in(request))
    messages.success(request, _("A fresh code is on its way to %s.") % address)
    return redirect(onward(request, "account_verify"))


@form_page
@sign_in_required
def correct_email(request: HttpRequest) -> HttpResponse:
    """For whoever has mistyped it: there is no mailbox yet that could say so."""
    address = pending_address(user=signed_in(request))
    if address is None:
        return redirect("account_change_email")
    form = filled_in(CorrectEmailForm, request, email=address)
    return ask(request, "account/correct_email.html", form, partial(_correct, request))


@form_page
def verify_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Only its button verifies: programs that look at mails follow links."""
    form = filled_in(ServiceForm, request)
    return ask(request, "account/verify_link.html", form, partial(_verify_link, request, token))


def _verify(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    verify_by_code(user=signed_in(request), **given)
    messages.success(request, _("Your address is verified."))
    return redirect(onward(request, "account_passkey_offer"))


def _correct(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    correct_address(user=signed_in(request), **given)
    return redirect(onward(request, "account_verify"))


def _verify_link(request: HttpRequest, token: str, given: dict[str, Any]) -> HttpResponse:
    user = verify_by_token(token=token)
    messages.success(request, _("%s is verified.") % user.email)
    return redirect("home" if request.user.is_authenticated else "account_login")
