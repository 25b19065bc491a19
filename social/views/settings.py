"""The settings of the graph: private account, blocked and muted users, close friends."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.views import list_params
from social.forms import PrivacyForm
from social.responses import render_users
from social.selectors import (
    acquaintances_page,
    blocked_page,
    close_friends_page,
    muted_page,
    requests_count,
)
from social.services import set_private


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: AuthenticatedRequest) -> HttpResponse:
    """Asks what to do with pending follow requests before the account goes public."""
    viewer = request.user
    data = request.POST if request.method == "POST" else None
    form = PrivacyForm(data, initial={"is_private": viewer.is_private})
    context = {"section": "privacy", "form": form}
    if not form.is_valid():
        return render(request, "social/privacy.html", context)
    is_private, choice = form.cleaned_data["is_private"], form.cleaned_data["waiting"]
    goes_public = viewer.is_private and not is_private
    if goes_public and not choice and (waiting := requests_count(viewer=viewer)):
        return render(request, "social/privacy.html", {**context, "waiting": waiting})
    set_private(user=viewer, is_private=is_private, accept_waiting=choice != "forget")
    messages.success(
        request, _("Your account is private.") if is_private else _("Your account is public.")
    )
    return redirect("settings_privacy")


@login_required
@require_safe
def blocked(request: AuthenticatedRequest) -> HttpResponse:
    page = blocked_page(viewer=request.user, **list_params(request))
    return render_users(request, "social/blocked.html", page, section="blocked")


@login_required
@require_safe
def muted(request: AuthenticatedRequest) -> HttpResponse:
    page = muted_page(viewer=request.user, **list_params(request))
    return render_users(request, "social/muted.html", page, section="muted")


@login_required
@require_safe
def close_friends(request: AuthenticatedRequest) -> HttpResponse:
    """Close friends; a search also finds users who could become one."""
    params = list_params(request)
    users_page = acquaintances_page if params["q"] else close_friends_page
    page = users_page(viewer=request.user, **params)
    return render_users(request, "social/close_friends.html", page, section="close_friends")
