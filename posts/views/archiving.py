from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required, own_page
from core.views import is_htmx, list_cursor
from core.web.toggles import Switched, toggle_view
from posts.models import Post
from posts.responses.posts import respond_to_change
from posts.responses.profiles import GRID_PAGE_SIZE
from posts.selectors.posts import get_own_post
from posts.selectors.profiles import archive_page
from posts.toggles import ARCHIVE


@own_page
@require_safe
def archive(request: AuthenticatedRequest) -> HttpResponse:
    """The viewer's own archive; 404 for any other username."""
    viewer = request.user
    cursor = list_cursor(request)
    page = archive_page(viewer=viewer, cursor=cursor, limit=GRID_PAGE_SIZE)
    is_part = is_htmx(request) and cursor
    template = "posts/_grid.html" if is_part else "posts/archive.html"
    return render(request, template, {"person": viewer, "page": page})


def _respond(request: HttpRequest, switched: Switched[Post]) -> HttpResponse:
    archived, shown = _("Archived. Only you can see it now."), _("Back on your profile.")
    message = archived if switched.on else shown
    return respond_to_change(request, switched.target, message, undo=switched.on)


post_archive = login_required(
    toggle_view(replace(ARCHIVE, get=get_own_post), field="archived", respond=_respond)
)
