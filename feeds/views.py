from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest
from core.pagination import Cursor
from core.views import is_htmx
from feeds.home import home_page
from posts.selectors.cards import preparing_posts
from social.selectors import suggested_users


@require_safe
def home(request: AuthenticatedRequest) -> HttpResponse:
    """The home timeline; the welcome page for anonymous visitors."""
    if not request.user.is_authenticated:
        return render(request, "welcome.html")
    viewer = request.user
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = home_page(viewer=viewer, cursor=cursor)
    context = {"page": page, "is_newcomer": not (page.items or page.next or cursor)}
    if is_htmx(request) and cursor:
        return render(request, "feeds/home.html#posts", context)
    context |= {
        "suggestions": suggested_users(viewer=viewer),
        "preparing": [] if cursor else preparing_posts(author=viewer),
    }
    return render(request, "feeds/home.html", context)
