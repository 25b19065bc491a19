from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import user_page
from core.views import is_htmx, list_cursor
from posts.previews import profile_json_ld, profile_preview
from posts.responses.profiles import GRID_PAGE_SIZE, profile_context
from posts.selectors.profiles import profile_page
from social.selectors import Profile, get_profile


@require_safe
@user_page(get_profile)
def profile(request: HttpRequest, found: Profile) -> HttpResponse:
    user = found.user
    cursor = list_cursor(request)
    page = profile_page(viewer=request.user, author=user, cursor=cursor, limit=GRID_PAGE_SIZE)
    if is_htmx(request) and cursor:
        return render(request, "posts/profile.html#grid", {"person": user, "page": page})
    context = {**profile_context(request, found), "page": page}
    count = context["posts_count"]
    context["link_preview"] = profile_preview(request, user, posts_count=count, shown=page.items)
    context["json_ld"] = None if user.is_private else profile_json_ld(request, user)
    return render(request, "posts/profile.html", context)
