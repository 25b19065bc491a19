"""Where django-allauth asks us, on the way from the first factor to the inside."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.auth.session_middleware import remember
from accounts.clients.client import client_of
from accounts.models import User
from accounts.requests import web_session_of
from accounts.services.credentials import WrongCredentialsError
from accounts.services.login import start_web_login
from accounts.services.second_factors import OtpRequiredError
from accounts.services.sessions import end_session
from core.views import is_own_url

# The password's hash of when the first factor was shown.
ENTERING = "entering"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the package has no types
    def get_login_stages(self) -> list[str]:
        """The second factor, and nothing else that a setting might bring in."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        request.session[ENTERING] = user.get_session_auth_hash()
        return None

    def login(self, request: HttpRequest, user: User) -> None:
        """The end of every way in: Django's fresh cookie, and our session behind it.

        Where password, second factor or standing were changed meanwhile, it begins anew.
        """
        known = request.session.pop(ENTERING, "")
        try:
            if not constant_time_compare(known, user.get_session_auth_hash()):
                raise WrongCredentialsError
            both = any(
                shown["method"] == "mfa" for shown in get_authentication_records(request, user)
            )
            entered = start_web_login(user=user, client=client_of(request), has_shown_otp=both)
        except (WrongCredentialsError, OtpRequiredError) as error:
            messages.error(request, _("Please log in again."))
            raise ImmediateHttpResponse(redirect("account_login")) from error
        super().login(request, user)
        remember(request, entered)
        if entered.was_reactivated:
            messages.success(request, _("Welcome back! Everything is just as you left it."))

    def logout(self, request: HttpRequest) -> None:
        session = web_session_of(request)
        super().logout(request)
        if session:
            end_session(session=session)

    def is_safe_url(self, url: str) -> bool:
        """Only this very site; allauth would trust all of ALLOWED_HOSTS, on any port."""
        return is_own_url(context.request, url)
