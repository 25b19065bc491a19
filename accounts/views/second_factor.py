"""The second factor, wherever somebody signs in to a page by password or by mailed code."""

from functools import partial
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.clients.client import client_of
from accounts.forms.auth import CodeForm
from accounts.services.second_factors import check_second_factor
from core.forms import bind_form, form_view, process_form


@form_view
@login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def second_factor(request: HttpRequest) -> HttpResponse:
    stage: AuthenticateStage = request._login_stage  # type: ignore[attr-defined] # by the decorator
    if stage.login.user is None:
        # Erased since the first factor was shown.
        return redirect("account_login")
    form = bind_form(CodeForm, request)
    return process_form(request, "mfa/authenticate.html", form, partial(_check, request, stage))


def _check(request: HttpRequest, stage: AuthenticateStage, given: dict[str, Any]) -> HttpResponse:
    user = stage.login.user
    check_second_factor(user=user, otp=given["code"], client=client_of(request))
    record_authentication(request, user, "mfa")
    response: HttpResponse = stage.exit()
    return response
