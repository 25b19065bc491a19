from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.selectors import get_person
from accounts.viewer import sign_in_required, signed_in
from core.doors import back, is_htmx
from social.selectors import relationship
from social.services import follow_user, unfollow_user


@sign_in_required
@require_POST
def follow(request: HttpRequest, username: str) -> HttpResponse:
    """`following=1` follows, `following=0` stops: pressing twice never does the opposite."""
    viewer = signed_in(request)
    person = get_person(viewer=viewer, username=username)
    change = follow_user if request.POST.get("following") == "1" else unfollow_user
    change(follower=viewer, following=person)
    if not is_htmx(request):
        return back(request, person)
    found = relationship(viewer=viewer, other=person)
    return render(request, "social/_follow_button.html", {"person": person, "relationship": found})
