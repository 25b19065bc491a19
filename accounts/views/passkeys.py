"""Passkeys: the script fetches a challenge, and posts the browser's response."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.auth.login_flow import log_in
from accounts.forms.auth import PasskeyLoginForm
from accounts.forms.security import PasskeyForm, PasswordForm, RenamePasskeyForm
from accounts.limits import LOGINS, PASSKEY_CHALLENGES
from accounts.models import Passkey
from accounts.requests import AuthenticatedRequest, login_required, web_session_of
from accounts.selectors import get_own_passkey, passkeys_of
from accounts.services.passkeys import (
    Challenge,
    Site,
    add_passkey,
    begin_adding,
    begin_passkey_login,
    remove_passkey,
    rename_passkey,
    verify_passkey,
)
from core import limits
from core.errors import DomainError
from core.forms import anonymous_only, form_view, process_form, render_private
from core.views import redirect_back
from core.web.clients import client_network

# Keys of Django's session: the state of a challenge, until its one response.
LOGIN_STATE, ADD_STATE = "passkey_login", "passkey_add"


@require_POST
def login_options(request: HttpRequest) -> HttpResponse:
    limits.hit(PASSKEY_CHALLENGES, by=client_network(request))
    return _send_challenge(request, LOGIN_STATE, begin_passkey_login(site=_site(request)))


@form_view
@anonymous_only
def login(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("account_login")
    return process_form(request, "account/login.html", PasskeyLoginForm, _login)


@require_safe
@login_required
def passkeys(request: AuthenticatedRequest) -> HttpResponse:
    found = passkeys_of(viewer=request.user)
    return render_private(request, "mfa/passkeys.html", passkeys=found)


@form_view
@login_required
def add(request: AuthenticatedRequest) -> HttpResponse:
    return _add_page(request, "mfa/add_passkey.html")


@form_view
@login_required
def offer(request: AuthenticatedRequest) -> HttpResponse:
    """After registration; can be skipped."""
    if passkeys_of(viewer=request.user):
        return redirect_back(request, "home")
    return _add_page(request, "mfa/offer_passkey.html")


@require_POST
@login_required
def add_options(request: AuthenticatedRequest) -> HttpResponse:
    """Needs the password: an unlocked browser must not get a passkey."""
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _json_error(str(form.errors["password"][0]), 400)
    user, password = request.user, form.cleaned_data["password"]
    try:
        challenge = begin_adding(user=user, password=password, site=_site(request))
    except DomainError as error:
        return _json_error(str(error), error.status)
    return _send_challenge(request, ADD_STATE, challenge)


@form_view
@login_required
def rename(request: AuthenticatedRequest, passkey_id: int) -> HttpResponse:
    passkey = get_own_passkey(viewer=request.user, passkey_id=passkey_id)
    act, initial = partial(_rename, passkey=passkey), {"name": str(passkey)}
    return process_form(
        request, "mfa/rename_passkey.html", RenamePasskeyForm, act, initial=initial, passkey=passkey
    )


@form_view
@login_required
def remove(request: AuthenticatedRequest, passkey_id: int) -> HttpResponse:
    passkey = get_own_passkey(viewer=request.user, passkey_id=passkey_id)
    act = partial(_remove, passkey=passkey)
    return process_form(request, "mfa/remove_passkey.html", PasswordForm, act, passkey=passkey)


def _add_page(request: AuthenticatedRequest, template: str) -> HttpResponse:
    initial, password_form = {"name": _("My passkey")}, PasswordForm()
    return process_form(
        request, template, PasskeyForm, _add, initial=initial, password_form=password_form
    )


def _login(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    limits.hit(LOGINS, by=client_network(request))
    state = request.session.pop(LOGIN_STATE, None)
    credential = given["credential"]
    passkey = verify_passkey(credential=credential, state=state, site=_site(request))
    return log_in(request, passkey.user, is_passkey=True)


def _add(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    state = request.session.pop(ADD_STATE, None)
    user, session = request.user, web_session_of(request)
    add_passkey(user=user, state=state, site=_site(request), session=session, **given)
    messages.success(request, _("Passkey added. You can now log in with it."))
    return redirect_back(request, "settings_passkeys")


def _rename(
    request: AuthenticatedRequest, given: dict[str, Any], *, passkey: Passkey
) -> HttpResponse:
    rename_passkey(passkey=passkey, **given)
    return redirect("settings_passkeys")


def _remove(
    request: AuthenticatedRequest, given: dict[str, Any], *, passkey: Passkey
) -> HttpResponse:
    remove_passkey(passkey=passkey, session=web_session_of(request), **given)
    messages.success(request, _("Passkey removed."))
    return redirect("settings_passkeys")


def _send_challenge(request: HttpRequest, purpose: str, challenge: Challenge) -> HttpResponse:
    request.session[purpose] = challenge.state
    return JsonResponse(challenge.options, headers={"Cache-Control": "private, no-store"})


def _json_error(detail: str, status: int) -> HttpResponse:
    return JsonResponse({"detail": detail}, status=400 if status == 401 else status)


def _site(request: HttpRequest) -> Site:
    return Site(origin=f"{request.scheme}://{request.get_host()}")
