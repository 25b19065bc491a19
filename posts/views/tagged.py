"""The posts a user is tagged in, and what that user decides about them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required, user_page
from core.pagination import Cursor
from core.views import is_htmx, list_cursor, redirect_back
from core.web.toggles import Switched, toggle_view
from posts.models import Post
from posts.models.post import Viewer
from posts.responses.profiles import GRID_PAGE_SIZE, profile_context
from posts.responses.tiles import render_tiles
from posts.selectors.posts import get_card
from posts.selectors.profiles import posts_count
from posts.selectors.tagged import tag_requests_page, tagged_page
from posts.selectors.tiles import as_tiles
from posts.toggles import OWN_TAG
from social.responses import trigger_toast
from social.selectors import Profile, get_profile


@require_safe
@user_page(get_profile)
def tagged(request: HttpRequest, found: Profile) -> HttpResponse:
    """A tab of the profile; the profile itself explains why it is closed to a viewer."""
    user = found.user
    if not found.is_open:
        return redirect(user)
    cursor = list_cursor(request)
    page = tagged_page(
        viewer=request.user, user=user, cursor=cursor, limit=GRID_PAGE_SIZE, load=as_tiles
    )
    context: dict[str, Any] = {"page": page, "tiles": render_tiles(page.items, viewer=request.user)}
    if is_htmx(request) and cursor:
        return render(request, "posts/tagged.html#grid", context)
    count = posts_count(viewer=request.user, author=user)
    context |= profile_context(request, found, count, tab="tagged")
    return render(request, "posts/tagged.html", context)


def _respond(request: HttpRequest, switched: Switched[Post]) -> HttpResponse:
    """HTMX gets the row of the list of requests, or the list of tagged users on the photo."""
    if not is_htmx(request):
        return redirect_back(request, switched.target)
    post = get_card(viewer=request.user, key=switched.target.shortcode)
    if "row" in request.POST:
        decided = "approved" if switched.on else "declined"
        return render(request, "posts/_tag_request.html", {"post": post, "decided": decided})
    # Whether the service removed a tag that was shown.
    undo = bool(switched.result)
    response = render(request, "posts/_tagged.html", {"post": post, "taken_out": undo})
    shown, hidden = _("You're shown in this post."), _("You're no longer shown in this post.")
    message = shown if _is_shown_in(post, request.user) else hidden
    return trigger_toast(response, message, undo=undo)


def _is_shown_in(post: Post, viewer: Viewer) -> bool:
    return any(
        tag.user_id == viewer.pk and tag.state == tag.State.APPROVED for tag in post.tagged_users
    )


post_tagged = login_required(toggle_view(OWN_TAG, field="approved", respond=_respond))


@login_required
@require_safe
def tag_requests(request: AuthenticatedRequest) -> HttpResponse:
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = tag_requests_page(viewer=request.user, cursor=cursor)
    part = "#rows" if is_htmx(request) and cursor else ""
    context = {"section": "tags", "page": page}
    return render(request, f"posts/tag_requests.html{part}", context)
