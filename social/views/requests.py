"""Requests to follow the viewer's private account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from accounts.selectors import get_visible_user
from core.views import is_htmx, list_params
from social.responses import render_users
from social.selectors import relationship, requests_page
from social.services import accept_request, decline_request


@login_required
@require_safe
def follow_requests(request: AuthenticatedRequest) -> HttpResponse:
    page = requests_page(viewer=request.user, **list_params(request))
    return render_users(request, "social/follow_requests.html", page)


@login_required
@require_POST
def request_accept(request: AuthenticatedRequest, username: str) -> HttpResponse:
    """HTMX gets the row of a follower in place of that of the request."""
    viewer = request.user
    follower = get_visible_user(viewer=viewer, username=username)
    accept_request(follower=follower, following=viewer)
    if is_htmx(request):
        found = relationship(viewer=viewer, other=follower)
        context = {"person": follower, "relationship": found, "accepted": True}
        return render(request, "social/_person.html", context)
    messages.success(request, _("%(name)s now follows you.") % {"name": follower.username})
    return redirect("follow_requests")


@login_required
@require_POST
def request_decline(request: AuthenticatedRequest, username: str) -> HttpResponse:
    follower = get_visible_user(viewer=request.user, username=username)
    decline_request(follower=follower, following=request.user)
    return HttpResponse() if is_htmx(request) else redirect("follow_requests")
