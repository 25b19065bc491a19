from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from core.pagination import Cursor
from core.views import is_htmx
from posts.previews import profile_json_ld, profile_preview
from posts.selectors.profiles import posts_count, profile_page
from social.selectors import Profile, get_profile, requests_count

# Three to a row, so that a page ends with a full one.
ROWS = 8


@require_safe
def profile(request: HttpRequest, username: str) -> HttpResponse:
    found = get_profile(viewer=request.user, username=username)
    person = found.person
    if username != person.username:
        return redirect(person, permanent=True)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = profile_page(viewer=request.user, author=person, cursor=cursor, limit=ROWS * 3)
    if is_htmx(request) and cursor:
        return render(request, "posts/profile.html#grid", {"person": person, "page": page})
    context = {
        **profile_head(request, found),
        "page": page,
        "json_ld": None if person.is_private else profile_json_ld(request, person),
    }
    return render(request, "posts/profile.html", context)


def profile_head(request: HttpRequest, found: Profile) -> dict[str, Any]:
    """What stands above each tab of a profile."""
    person = found.person
    count = posts_count(viewer=request.user, author=person)
    return {
        "person": person,
        "posts_count": count,
        "relationship": found.relationship,
        "is_open": found.is_open,
        "requests": requests_count(viewer=person) if person == request.user else 0,
        "link_preview": profile_preview(request, person, posts=count),
    }
