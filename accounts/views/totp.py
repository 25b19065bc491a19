"""The authenticator app: on, off, and recovery codes, which are shown once."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.auth.qr_codes import qr_path
from accounts.auth.totp import provisioning_uri
from accounts.forms.auth import CodeForm
from accounts.forms.security import PasswordForm, SecondFactorForm
from accounts.requests import AuthenticatedRequest, login_required, web_session_of
from accounts.services.second_factors import (
    begin_totp,
    confirm_totp,
    disable_totp,
    pending_secret,
    recovery_codes_left,
    renew_recovery_codes,
)
from core.forms import form_view, process_form, render_private

# Seconds in which the codes of a page can be downloaded from it.
SAVED_WITHIN = 15 * 60
SALT = "accounts.recovery_codes"


@form_view
@login_required
def begin(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(request, "mfa/begin_totp.html", PasswordForm, _begin)


@form_view
@login_required
def confirm(request: AuthenticatedRequest) -> HttpResponse:
    user = request.user
    secret = pending_secret(user=user)
    if secret is None:
        return redirect("settings_security")
    url = provisioning_uri(secret, user.username)
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    context: dict[str, Any] = {"qr": qr_path(url), "url": url, "secret": secret, "groups": groups}
    return process_form(request, "mfa/confirm_totp.html", CodeForm, _confirm, **context)


@form_view
@login_required
def switch_off(request: AuthenticatedRequest) -> HttpResponse:
    return process_form(request, "mfa/disable_totp.html", SecondFactorForm, _switch_off)


@form_view
@login_required
def renew_codes(request: AuthenticatedRequest) -> HttpResponse:
    left = recovery_codes_left(user=request.user)
    return process_form(request, "mfa/renew_codes.html", SecondFactorForm, _renew, left=left)


@require_POST
@login_required
def save_codes(request: AuthenticatedRequest) -> HttpResponse:
    """The codes of the page as a file. The page carries them, signed: we store only digests."""
    try:
        codes = signing.loads(
            request.POST.get("codes", ""), salt=_salt(request), max_age=SAVED_WITHIN
        )
    except signing.BadSignature:
        messages.error(request, _("That took too long. Please get new codes."))
        return redirect("settings_security")
    response = HttpResponse("\n".join([*codes, ""]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="instapro-recovery-codes.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


def _begin(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    begin_totp(user=request.user, **given)
    return redirect("settings_totp_confirm")


def _confirm(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    session = web_session_of(request)
    codes = confirm_totp(user=request.user, session=session, **given)
    return _show_codes(request, codes, is_first=True)


def _switch_off(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    user, session = request.user, web_session_of(request)
    disable_totp(user=user, session=session, **given)
    messages.success(request, _("Two-factor authentication is now off."))
    return redirect("settings_security")


def _renew(request: AuthenticatedRequest, given: dict[str, Any]) -> HttpResponse:
    session = web_session_of(request)
    codes = renew_recovery_codes(user=request.user, session=session, **given)
    return _show_codes(request, codes, is_first=False)


def _show_codes(request: AuthenticatedRequest, codes: list[str], *, is_first: bool) -> HttpResponse:
    signed = signing.dumps(codes, salt=_salt(request))
    return render_private(
        request, "mfa/recovery_codes.html", codes=codes, signed=signed, is_first=is_first
    )


def _salt(request: AuthenticatedRequest) -> str:
    return f"{SALT}:{request.user.pk}"
