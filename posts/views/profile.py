from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import user_page
from core.pagination import Page
from core.views import is_htmx, list_cursor
from posts.models import Post
from posts.responses.covers import newest_image
from posts.responses.profiles import GRID_PAGE_SIZE, profile_context, render_head
from posts.responses.tiles import render_tiles
from posts.selectors.profiles import ProfilePage, first_profile_page, posts_count, profile_page
from posts.selectors.tiles import as_tiles
from social.selectors import Profile, get_profile


@require_safe
def profile(request: HttpRequest, username: str) -> HttpResponse:
    is_first = not (request.GET.get("cursor") or request.GET.get("ids"))
    return (_first if is_first else _further)(request, username)


@user_page(partial(first_profile_page, limit=GRID_PAGE_SIZE))
def _first(request: HttpRequest, found: ProfilePage) -> HttpResponse:
    return _render(request, found.profile, found.page, found.posts_count)


@user_page(get_profile)
def _further(request: HttpRequest, found: Profile) -> HttpResponse:
    viewer, author, cursor = request.user, found.user, list_cursor(request)
    page = profile_page(
        viewer=viewer, author=author, cursor=cursor, limit=GRID_PAGE_SIZE, load=as_tiles
    )
    if is_htmx(request):
        tiles = render_tiles(page.items, viewer=viewer, has_pins=True)
        return render(request, "posts/profile.html#grid", {"page": page, "tiles": tiles})
    return _render(request, found, page, posts_count(viewer=viewer, author=author))


def _render(
    request: HttpRequest, found: Profile, page: Page[Post], posts_count: int
) -> HttpResponse:
    user = found.user
    image = {} if user.avatar else newest_image(request, page.items)
    context = {
        **profile_context(request, found, posts_count, tab="posts"),
        "page": page,
        "tiles": render_tiles(page.items, viewer=request.user, has_pins=True),
        "head": render_head(request, user, posts_count=posts_count, image=image),
    }
    return render(request, "posts/profile.html", context)
