"""The buttons by which one changes how one stands to somebody: forms first, HTMX where there is a
script. Each says what shall be (`following=1`), so pressing twice never does the opposite."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required
from accounts.selectors import get_visible_user
from core.views import is_htmx, redirect_back
from social.selectors import get_profile, relationship
from social.services import (
    add_close_friend,
    block_user,
    follow_user,
    mute_user,
    remove_close_friend,
    remove_follower,
    unblock_user,
    unfollow_user,
    unmute_user,
)


@login_required
@require_POST
def follow(request: AuthenticatedRequest, username: str) -> HttpResponse:
    viewer = request.user
    person = get_visible_user(viewer=viewer, username=username)
    if request.POST.get("following") == "1":
        follow_user(follower=viewer, following=person)
    else:
        unfollow_user(follower=viewer, following=person)
    return _answer(request, person)


@login_required
@require_POST
def mute(request: AuthenticatedRequest, username: str) -> HttpResponse:
    viewer = request.user
    person = get_visible_user(viewer=viewer, username=username)
    if request.POST.get("muted") == "1":
        # There are no stories yet that could be muted from here.
        mute_user(muter=viewer, muted=person, stories=None)
        said = _("Posts by %(name)s stay out of your feed.")
    else:
        unmute_user(muter=viewer, muted=person)
        said = _("Posts by %(name)s are in your feed again, if you follow them.")
    said %= {"name": person.username}
    return _answer(request, person, said, button="social/_mute_button.html", undo=True)


@login_required
@require_POST
def close_friend(request: AuthenticatedRequest, username: str) -> HttpResponse:
    viewer = request.user
    person = get_visible_user(viewer=viewer, username=username)
    if request.POST.get("close") == "1":
        add_close_friend(owner=viewer, friend=person)
        said = _("%(name)s is a close friend now. They are not told.")
    else:
        remove_close_friend(owner=viewer, friend=person)
        said = _("%(name)s is no longer a close friend. They are not told.")
    said %= {"name": person.username}
    return _answer(request, person, said, button="social/_close_friend_button.html", undo=True)


@login_required
@require_http_methods(["GET", "POST"])
def block(request: AuthenticatedRequest, username: str) -> HttpResponse:
    """Asks first; the form of that page, and the buttons that unblock, come as POST."""
    viewer = request.user
    person = get_profile(viewer=viewer, username=username).person
    if request.method == "GET":
        return render(request, "social/block.html", {"person": person})
    if request.POST.get("blocked") == "1":
        block_user(blocker=viewer, blocked=person)
        said = _("You have blocked %(name)s.")
    else:
        unblock_user(blocker=viewer, blocked=person)
        said = _("You no longer block %(name)s.")
    return _answer(request, person, said % {"name": person.username})


@login_required
@require_http_methods(["GET", "POST"])
def follower_removal(request: AuthenticatedRequest, username: str) -> HttpResponse:
    """Asks first."""
    viewer = request.user
    person = get_visible_user(viewer=viewer, username=username)
    if request.method == "GET":
        return render(request, "social/remove_follower.html", {"person": person})
    remove_follower(user=viewer, follower=person)
    said = _("%(name)s no longer follows you.") % {"name": person.username}
    return _answer(request, person, said)


def _answer(
    request: HttpRequest,
    person: User,
    said: str = "",
    *,
    button: str = "social/_follow_button.html",
    undo: bool = False,
) -> HttpResponse:
    """The page the form stood on; or, for HTMX, the buttons anew, as many as were shown there.

    `menu` says that it was a profile, with all of them; a list has just the one. With `undo` the
    words offer it: what came in the form's place does the opposite.
    """
    if not is_htmx(request):
        if said:
            messages.success(request, said)
        return redirect_back(request, person)
    context = {
        "person": person,
        "relationship": relationship(viewer=request.user, other=person),
        "menu": "menu" in request.POST,
    }
    response = render(request, "social/_relation.html" if context["menu"] else button, context)
    if not said:
        return response
    toast = {"text": said, "action": _("Undo")} if undo else {"text": said}
    return trigger_client_event(response, "toast", toast)
