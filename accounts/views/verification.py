"""Verifying the email address of the registration."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.auth import CodeForm
from accounts.forms.security import CorrectEmailForm
from accounts.requests import AuthenticatedRequest, login_required
from accounts.services.email_addresses import (
    correct_pending_email,
    pending_email,
    resend_verification_code,
    verify_email_by_code,
    verify_email_by_token,
)
from core.forms import ServiceForm, form_view, process_form, url_with_next
from core.views import redirect_back


@form_view
@login_required
def verify(request: AuthenticatedRequest) -> HttpResponse:
    address = pending_email(user=request.user)
    if address is None:
        return redirect_back(request, "home")
    may_wait = not settings.REQUIRE_VERIFIED_EMAIL
    return process_form(
        request, "account/verify.html", CodeForm, _verify, address=address, may_wait=may_wait
    )


@require_POST
@login_required
def verify_again(request: AuthenticatedRequest) -> HttpResponse:
    address = resend_verification_code(user=request.user)
    messages.success(request, _("A new code is on its way to %s.") % address)
    return redirect(url_with_next(request, "account_verify"))


@form_view
@login_required
def correct_email(request: AuthenticatedRequest) -> HttpResponse:
    """For a mistyped address, before any is verified."""
    address = pending_email(user=request.user)
    if address is None:
        return redirect("account_change_email")
    initial = {"email": address}
    return process_form(
        request, "account/correct_email.html", CorrectEmailForm, _correct, initial=initial
    )


@form_view
def verify_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Its button verifies, since mail scanners follow links."""
    act = partial(_verify_link, token=token)
    return process_form(request, "account/verify_link.html", ServiceForm, act)


def _verify(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    verify_email_by_code(user=request.user, **given)
    messages.success(request, _("Your email address is verified."))
    return redirect(url_with_next(request, "account_passkey_offer"))


def _correct(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    correct_pending_email(user=request.user, **given)
    return redirect(url_with_next(request, "account_verify"))


def _verify_link(request: HttpRequest, given: dict[str, Any], *, token: str) -> HttpResponse:
    user = verify_email_by_token(token=token)
    messages.success(request, _("%s is verified.") % user.email)
    return redirect("home" if request.user.is_authenticated else "account_login")
