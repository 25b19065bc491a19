"""From the first factor to the inside, by django-allauth's stages: every way in passes here."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from accounts.models import User
from core.views import next_url


def admit(
    request: HttpRequest, user: User, method: str, *, to: str = "", **how: Any
) -> HttpResponse:
    """Lead on somebody who has shown who they are by `method`: to the second factor, or in.

    What was shown in this browser before counts no more: a passkey of yesterday, say, whose
    session has been ended meanwhile.
    """
    clear_login(request)
    record_authentication(request, user, method, **how)
    login = Login(user=user, redirect_url=to or next_url(request) or None)
    response: HttpResponse = perform_login(request, login)
    return response
