from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import AuthenticatedRequest, get_self, login_required
from core.pagination import Cursor
from core.views import is_htmx
from posts.selectors.cards import get_own_post
from posts.selectors.profiles import archive_page
from posts.services.archiving import archive_post, unarchive_post
from posts.views.permalink import answer_change
from posts.views.profile import ROWS


@login_required
@require_safe
def archive(request: AuthenticatedRequest, username: str) -> HttpResponse:
    """One's own; that of anybody else is not there."""
    viewer = get_self(request, username)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = archive_page(viewer=viewer, cursor=cursor, limit=ROWS * 3)
    whole = not (is_htmx(request) and cursor)
    template = "posts/archive.html" if whole else "posts/_grid.html"
    return render(request, template, {"person": viewer, "page": page})


@login_required
@require_POST
def post_archive(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """`archived=1` archives, `archived=0` shows again: pressing twice never does the opposite."""
    viewer = request.user
    found = get_own_post(viewer=viewer, key=key)
    if request.POST.get("archived") == "1":
        archive_post(post=found, actor=viewer)
        return answer_change(request, found, _("Archived. Only you see it now."), undo=True)
    unarchive_post(post=found, actor=viewer)
    return answer_change(request, found, _("The post is shown again."))
