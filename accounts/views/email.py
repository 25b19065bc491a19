"""Changing the email address: both mailboxes get a code."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.security import ChangeEmailForm, ConfirmEmailForm, ConfirmFirstEmailForm
from accounts.requests import AuthenticatedRequest, login_required
from accounts.services.email_addresses import (
    cancel_email_change,
    change_email,
    pending_email_change,
    request_email_change,
)
from core.forms import form_view, process_form


@form_view
@login_required
def change(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(request, "account/change_email.html", ChangeEmailForm, _ask_to_change)


@form_view
@login_required
def confirm(request: AuthenticatedRequest) -> HttpResponse:
    user = request.user
    address = pending_email_change(user=user)
    if address is None:
        return redirect("account_change_email")
    form = ConfirmEmailForm if user.email else ConfirmFirstEmailForm
    return process_form(request, "account/confirm_email.html", form, _confirm, address=address)


@require_POST
@login_required
def cancel(request: AuthenticatedRequest) -> HttpResponse:
    cancel_email_change(user=request.user)
    messages.success(request, _("Your email address stays the same."))
    return redirect("settings_security")


def _ask_to_change(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    request_email_change(user=request.user, **given)
    return redirect("account_confirm_email")


def _confirm(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    change_email(user=request.user, **given)
    messages.success(request, _("Email address changed."))
    return redirect("settings_security")
