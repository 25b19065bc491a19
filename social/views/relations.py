"""The forms that change the viewer's relation to another user."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_stubs_ext import StrOrPromise

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required, user_page
from accounts.selectors import get_visible_user
from core.views import is_htmx, next_url
from core.web.toggles import Switched, toggle_view
from social.responses import respond_with_relation
from social.selectors import get_known_user
from social.services import remove_follower
from social.toggles import BLOCK, CLOSE_FRIEND, FOLLOW, MUTE


def _respond(
    request: HttpRequest,
    switched: Switched[User],
    *,
    on: StrOrPromise = "",
    off: StrOrPromise = "",
    **options: Any,
) -> HttpResponse:
    """`on` and `off` are the messages of the two directions."""
    message = str(on if switched.on else off)
    if message:
        message %= {"name": switched.target.username}
    return respond_with_relation(request, switched.target, message, **options)


def _respond_to_follow(request: HttpRequest, switched: Switched[User]) -> HttpResponse:
    user = switched.target
    if is_htmx(request) and "menu" in request.POST:
        # The profile also shows the number of followers, which has changed.
        user = get_visible_user(viewer=request.user, username=user.username)
    return respond_with_relation(request, user, buttons="social/_relation_and_count.html")


follow = login_required(toggle_view(FOLLOW, field="following", respond=_respond_to_follow))
mute = login_required(
    toggle_view(
        MUTE,
        field="muted",
        # There are no stories yet that could be muted from here.
        options=lambda request: {"stories": None},
        respond=partial(
            _respond,
            on=gettext_lazy("Posts by %(name)s stay out of your feed."),
            off=gettext_lazy("Posts by %(name)s are in your feed again, if you follow them."),
            button="social/_mute_button.html",
            undo=True,
        ),
    )
)
close_friend = login_required(
    toggle_view(
        CLOSE_FRIEND,
        field="close",
        respond=partial(
            _respond,
            on=gettext_lazy("%(name)s is now a close friend. They won't be notified."),
            off=gettext_lazy("%(name)s is no longer a close friend. They won't be notified."),
            button="social/_close_friend_button.html",
            undo=True,
        ),
    )
)
_block = toggle_view(
    BLOCK,
    field="blocked",
    respond=partial(
        _respond,
        on=gettext_lazy("You blocked %(name)s."),
        off=gettext_lazy("You unblocked %(name)s."),
    ),
)


@login_required
@require_http_methods(["GET", "POST"])
def block(request: AuthenticatedRequest, username: str) -> HttpResponse:
    """GET asks for confirmation; its form, and the buttons that unblock, POST."""
    if request.method == "POST":
        return _block(request, username=username)
    return _confirm_block(request, username)


@user_page(get_known_user)
def _confirm_block(request: AuthenticatedRequest, user: User) -> HttpResponse:
    return render(request, "social/block.html", {"person": user, "next": next_url(request)})


@login_required
@require_http_methods(["GET", "POST"])
@user_page(get_visible_user)
def follower_removal(request: AuthenticatedRequest, follower: User) -> HttpResponse:
    """GET asks for confirmation."""
    if request.method == "GET":
        context = {"person": follower, "next": next_url(request)}
        return render(request, "social/remove_follower.html", context)
    remove_follower(user=request.user, follower=follower)
    message = _("%(name)s no longer follows you.") % {"name": follower.username}
    return respond_with_relation(request, follower, message)
