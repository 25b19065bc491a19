"""The overview of an account's security, and its sessions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.clients.geoip import place_name
from accounts.clients.user_agents import device_name, is_mobile
from accounts.models import Session
from accounts.requests import AuthenticatedRequest, login_required, web_session_of
from accounts.selectors import get_own_session, has_second_factor, passkeys_of, sessions_of
from accounts.services.email_addresses import pending_email, pending_email_change
from accounts.services.second_factors import recovery_codes_left
from accounts.services.sessions import end_session, end_sessions
from core.forms import render_private

# With fewer recovery codes left, the page suggests new ones.
FEW_CODES = 3


@require_safe
@login_required
def security(request: AuthenticatedRequest) -> HttpResponse:
    user = request.user
    left = recovery_codes_left(user=user)
    context: dict[str, Any] = {
        "section": "security",
        "pending": pending_email(user=user),
        "change": pending_email_change(user=user),
        "is_totp_on": has_second_factor(user=user),
        "codes_left": left,
        "is_short": left < FEW_CODES,
        "passkeys": passkeys_of(viewer=user),
    }
    return render_private(request, "settings/security.html", **context)


@require_safe
@login_required
def sessions(request: AuthenticatedRequest) -> HttpResponse:
    here = web_session_of(request)
    rows = [_session_row(each, here) for each in sessions_of(viewer=request.user)]
    rows.sort(key=lambda row: not row["is_here"])
    return render_private(request, "settings/sessions.html", section="sessions", sessions=rows)


@require_POST
@login_required
def end_one(request: AuthenticatedRequest, session_id: UUID) -> HttpResponse:
    session = get_own_session(viewer=request.user, session_id=session_id)
    end_session(session=session)
    messages.success(request, _("Logged out %s.") % device_name(session.user_agent))
    return redirect("settings_sessions")


@require_POST
@login_required
def end_others(request: AuthenticatedRequest) -> HttpResponse:
    end_sessions(user=request.user, but=web_session_of(request))
    messages.success(request, _("You've been logged out everywhere else."))
    return redirect("settings_sessions")


def _session_row(session: Session, here: Session | None) -> dict[str, object]:
    return {
        "session": session,
        "device": device_name(session.user_agent),
        "place": place_name(session.address),
        "is_mobile": is_mobile(session.user_agent),
        "is_here": session == here,
    }
