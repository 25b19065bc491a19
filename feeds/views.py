from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest
from core.views import is_htmx, list_cursor
from feeds.home import home_page
from posts.responses.cards import render_cards
from posts.selectors.cards import preparing_posts
from social.selectors import recently_suggested_users


@require_safe
def home(request: AuthenticatedRequest) -> HttpResponse:
    """The home timeline; the welcome page for anonymous visitors."""
    if not request.user.is_authenticated:
        return render(request, "welcome.html")
    viewer = request.user
    cursor = list_cursor(request)
    page = home_page(viewer=viewer, cursor=cursor)
    context = {
        "page": page,
        "cards": render_cards(request, page.items, has_first=cursor is None),
        "is_newcomer": not (page.items or page.next or cursor),
    }
    if page.has_preparing and (cursor is None or cursor.ids):
        context["preparing"] = preparing_posts(author=viewer)
    if is_htmx(request) and cursor:
        part = "cards" if cursor.ids else "posts"
        return render(request, f"feeds/home.html#{part}", context)
    context["suggestions"] = recently_suggested_users(viewer=viewer)
    return render(request, "feeds/home.html", context)
