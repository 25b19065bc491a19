"""The second factor, wherever a user logs in on a page by password or by mailed code."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.auth.login_flow import PendingLogin, find_pending_login, finish_login
from accounts.clients.client import client_of
from accounts.forms.auth import CodeForm
from accounts.models import User
from accounts.services.second_factors import check_second_factor
from core.forms import anonymous_only, form_view, process_form


@form_view
@anonymous_only
def second_factor(request: HttpRequest) -> HttpResponse:
    found = find_pending_login(request)
    if found is None:
        return redirect("account_login")
    user, pending = found
    act = partial(_check, user=user, pending=pending)
    return process_form(request, "mfa/authenticate.html", CodeForm, act)


def _check(
    request: HttpRequest, given: dict[str, Any], *, user: User, pending: PendingLogin
) -> HttpResponse:
    shown = check_second_factor(user=user, otp=given["code"], client=client_of(request))
    return finish_login(request, user, pending, has_shown_otp=shown)
