"""The settings that lie in the graph: who may see one's posts, whom one blocks, mutes and
is close to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.views import list_params
from social.forms import PrivacyForm
from social.selectors import (
    acquaintances_page,
    blocked_page,
    close_friends_page,
    muted_page,
    requests_count,
)
from social.services import set_private
from social.views.lists import render_users


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: AuthenticatedRequest) -> HttpResponse:
    """Asks back where people wait to follow an account that is to be public."""
    viewer = request.user
    sent = request.POST if request.method == "POST" else None
    form = PrivacyForm(sent, initial={"is_private": viewer.is_private})
    context = {"section": "privacy", "form": form}
    if not form.is_valid():
        return render(request, "social/privacy.html", context)
    is_private, answer = form.cleaned_data["is_private"], form.cleaned_data["waiting"]
    goes_public = viewer.is_private and not is_private
    if goes_public and not answer and (waiting := requests_count(viewer=viewer)):
        return render(request, "social/privacy.html", {**context, "waiting": waiting})
    set_private(user=viewer, is_private=is_private, accept_waiting=answer != "forget")
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
    """One's close friends; where something is searched, whoever might become one too."""
    found = list_params(request)
    show = acquaintances_page if found["q"] else close_friends_page
    page = show(viewer=request.user, **found)
    return render_users(request, "social/close_friends.html", page, section="close_friends")
