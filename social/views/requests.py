"""Those who wait to follow a private account, and the answers they get."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors import get_person
from accounts.viewer import sign_in_required, signed_in
from core.doors import asked, is_htmx
from social.selectors import relationship, requests_page
from social.services import accept_request, decline_request
from social.views.lists import show_people


@sign_in_required
@require_safe
def follow_requests(request: HttpRequest) -> HttpResponse:
    page = requests_page(viewer=signed_in(request), **asked(request))
    return show_people(request, "social/follow_requests.html", page)


@sign_in_required
@require_POST
def request_accept(request: HttpRequest, username: str) -> HttpResponse:
    """HTMX gets the row of a follower in place of that of a request."""
    viewer = signed_in(request)
    follower = get_person(viewer=viewer, username=username)
    accept_request(follower=follower, following=viewer)
    if is_htmx(request):
        found = relationship(viewer=viewer, other=follower)
        context = {"person": follower, "relationship": found, "accepted": True}
        return render(request, "social/_person.html", context)
    messages.success(request, _("%(name)s follows you now.") % {"name": follower.username})
    return redirect("follow_requests")


@sign_in_required
@require_POST
def request_decline(request: HttpRequest, username: str) -> HttpResponse:
    viewer = signed_in(request)
    follower = get_person(viewer=viewer, username=username)
    decline_request(follower=follower, following=viewer)
    return HttpResponse() if is_htmx(request) else redirect("follow_requests")
