"""Changing the password, and resetting a forgotten one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.clients.client import client_of
from accounts.forms.security import ChangePasswordForm, RequestResetForm, ResetPasswordForm
from accounts.limits import MAIL_REQUESTS
from accounts.requests import AuthenticatedRequest, login_required, web_session_of
from accounts.services.mail_requests import request_password_reset
from accounts.services.passwords import (
    change_password,
    reset_password,
)
from accounts.services.reset_tokens import find_reset_token_owner
from core import limits
from core.forms import form_view, process_form, render_private
from core.web.clients import client_network


@form_view
@login_required
def change(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(request, "account/change_password.html", ChangePasswordForm, _change)


@form_view
def request_reset(request: HttpRequest) -> HttpResponse:
    initial = {"email": request.GET.get("email", "")}
    return process_form(
        request, "account/request_reset.html", RequestResetForm, _request_reset, initial=initial
    )


@require_safe
def reset_requested(request: HttpRequest) -> HttpResponse:
    return render_private(request, "account/reset_requested.html")


@form_view
def reset(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: having it proves access to the mailbox."""
    owner = find_reset_token_owner(token=token)
    if owner is None:
        return render_private(request, "account/reset_expired.html", status=400)
    act = partial(_reset, token=token)
    return process_form(request, "account/reset_password.html", ResetPasswordForm, act, owner=owner)


def _change(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    user = request.user
    session = web_session_of(request)
    current, new = given["current_password"], given["new_password"]
    change_password(user=user, current=current, new=new, session=session, client=client_of(request))
    # Django's session knows a part of the password's hash; the name of the cookie changes too.
    update_session_auth_hash(request, user)
    messages.success(request, _("Password changed. You've been logged out everywhere else."))
    return redirect("settings_security")


def _request_reset(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.hit(MAIL_REQUESTS, by=client_network(request))
    request_password_reset(**given)
    return redirect("account_reset_requested")


def _reset(request: HttpRequest, given: dict[str, Any], *, token: str) -> HttpResponse:
    reset_password(token=token, new=given["new_password"])
    messages.success(request, _("Password set. You can now log in."))
    return redirect("account_login")
