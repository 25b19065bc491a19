"""Moving to another address: both mailboxes show a code."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.security import ChangeEmailForm, ConfirmEmailForm, ConfirmFirstEmailForm
from accounts.services.email_addresses import (
    ask_to_change,
    cancel_change,
    change_address,
    change_asked_for,
)
from accounts.viewer import sign_in_required, signed_in
from accounts.views.asking import ask, filled_in, form_page


@form_page
@sign_in_required
def change(request: HttpRequest) -> HttpResponse:
    form = filled_in(ChangeEmailForm, request)
    return ask(request, "account/change_email.html", form, partial(_ask_to_change, request))


@form_page
@sign_in_required
def confirm(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    address = change_asked_for(user=user)
    if address is None:
        return redirect("account_change_email")
    form = filled_in(ConfirmEmailForm if user.email else ConfirmFirstEmailForm, request)
    act = partial(_confirm, request)
    return ask(request, "account/confirm_email.html", form, act, address=address)


@require_POST
@sign_in_required
def cancel(request: HttpRequest) -> HttpResponse:
    cancel_change(user=signed_in(request))
    messages.success(request, _("Your address stays as it is."))
    return redirect("settings_security")


def _ask_to_change(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    ask_to_change(user=signed_in(request), **given)
    return redirect("account_confirm_email")


def _confirm(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    change_address(user=signed_in(request), **given)
    messages.success(request, _("Your address is changed."))
    return redirect("settings_security")
