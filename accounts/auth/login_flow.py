"""Logging in on the pages: the first factor, the second where there is one, then the session.

A view that has checked a password, a mailed code or a passkey calls `log_in`. Where a second
factor is needed, the login waits in Django's session for at most 15 minutes; its page calls
`find_pending_login` and `finish_login`. Every login on a page passes through here.
"""

import time
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.auth.session_middleware import attach_session
from accounts.clients.client import client_of
from accounts.models import User
from accounts.requests import web_session_of
from accounts.selectors import find_user, has_second_factor
from accounts.services.credentials import WrongCredentialsError
from accounts.services.login import start_web_login
from accounts.services.second_factors import OtpRequiredError
from accounts.services.sessions import end_session
from core.views import next_url

SESSION_KEY = "pending_login"
LIFETIME = 15 * 60


@dataclass(frozen=True)
class PendingLogin:
    """A login whose first factor was shown.

    `auth_hash` is that of the password at that time: a change meanwhile voids the login.
    """

    user_id: str
    auth_hash: str
    next_url: str
    started_at: float


def log_in(
    request: HttpRequest, user: User, *, to: str = "", is_passkey: bool = False
) -> HttpResponse:
    """Continue after the first factor: to the second, or in.

    A passkey is both factors. `to` is where to go afterwards, `next` of the request if blank.
    """
    pending = PendingLogin(
        user_id=str(user.pk),
        auth_hash=user.get_session_auth_hash(),
        next_url=to or next_url(request),
        started_at=time.time(),
    )
    if is_passkey or not has_second_factor(user=user):
        return finish_login(request, user, pending, has_shown_otp=is_passkey)
    request.session[SESSION_KEY] = asdict(pending)
    return redirect("mfa_authenticate")


def find_pending_login(request: HttpRequest) -> tuple[User, PendingLogin] | None:
    """The login of this browser that waits for its second factor, and whose it is."""
    kept = request.session.get(SESSION_KEY)
    pending = PendingLogin(**kept) if kept else None
    if pending is None or time.time() - pending.started_at > LIFETIME:
        return None
    user = find_user(user_id=pending.user_id)
    return (user, pending) if user else None


def finish_login(
    request: HttpRequest, user: User, pending: PendingLogin, *, has_shown_otp: bool
) -> HttpResponse:
    """Start the session under a new cookie.

    Where the password, the second factor or the account were changed meanwhile, begin anew.
    """
    request.session.pop(SESSION_KEY, None)
    try:
        if not constant_time_compare(pending.auth_hash, user.get_session_auth_hash()):
            raise WrongCredentialsError
        login = start_web_login(user=user, client=client_of(request), has_shown_otp=has_shown_otp)
    except (WrongCredentialsError, OtpRequiredError):
        messages.error(request, _("Please log in again."))
        return redirect("account_login")
    auth.login(request, user)
    attach_session(request, login)
    if login.was_reactivated:
        messages.success(request, _("Welcome back! Everything is just as you left it."))
    return redirect(pending.next_url or settings.LOGIN_REDIRECT_URL)


def log_out(request: HttpRequest) -> None:
    """End the session of this browser, ours and Django's."""
    session = web_session_of(request)
    auth.logout(request)
    if session:
        end_session(session=session)
