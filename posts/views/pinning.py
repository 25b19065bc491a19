from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.requests import login_required
from core.web.toggles import Switched, toggle_view
from posts.models import Post
from posts.responses.posts import respond_to_change
from posts.selectors.posts import get_own_post
from posts.toggles import PIN


def _respond(request: HttpRequest, switched: Switched[Post]) -> HttpResponse:
    pinned, unpinned = _("Pinned to your profile."), _("Unpinned from your profile.")
    return respond_to_change(request, switched.target, pinned if switched.on else unpinned)


post_pin = login_required(
    toggle_view(replace(PIN, get=get_own_post), field="pinned", respond=_respond)
)
