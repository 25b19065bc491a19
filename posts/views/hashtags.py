from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor
from core.views import is_htmx, list_cursor, redirect_back
from core.web.toggles import Switched, toggle_view
from posts.previews import tag_preview
from posts.responses.covers import newest_image
from posts.responses.profiles import GRID_PAGE_SIZE
from posts.responses.tiles import render_tiles
from posts.selectors.hashtags import (
    count_uses,
    followed_tags_page,
    get_tag,
    tag_page,
    top_posts,
)
from posts.selectors.tiles import as_tiles
from posts.toggles import HASHTAG_FOLLOW

# Divisible by three, the columns of a grid.
TOP_POSTS = 9


@require_safe
def hashtag(request: HttpRequest, name: str) -> HttpResponse:
    viewer = request.user
    tag = get_tag(viewer=viewer, name=name)
    # One URL for every spelling, with a final slash.
    if name != tag.name or not request.path.endswith("/"):
        return redirect(tag, permanent=True)
    cursor = list_cursor(request)
    page = tag_page(viewer=viewer, tag=tag, cursor=cursor, limit=GRID_PAGE_SIZE, load=as_tiles)
    context: dict[str, Any] = {"page": page, "tiles": render_tiles(page.items, viewer=viewer)}
    if is_htmx(request) and cursor:
        return render(request, "posts/hashtag.html#grid", context)
    uses = count_uses(viewer=viewer, tag=tag)
    # A short list needs no selection.
    if uses.number > TOP_POSTS:
        top = top_posts(viewer=viewer, tag=tag, limit=TOP_POSTS, load=as_tiles)
        context["top"] = render_tiles(top, viewer=viewer)
    context |= {"tag": tag, "uses": uses}
    context["link_preview"] = tag_preview(request, tag, image=newest_image(request, page.items))
    return render(request, "posts/hashtag.html", context)


def _respond(request: HttpRequest, switched: Switched[str]) -> HttpResponse:
    tag = get_tag(viewer=request.user, name=switched.target)
    if not is_htmx(request):
        return redirect_back(request, tag)
    return render(request, "posts/_hashtag_follow.html", {"tag": tag})


hashtag_follow = login_required(toggle_view(HASHTAG_FOLLOW, field="following", respond=_respond))


@login_required
@require_safe
def followed_hashtags(request: AuthenticatedRequest) -> HttpResponse:
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = followed_tags_page(viewer=request.user, cursor=cursor)
    rows_only = is_htmx(request) and cursor
    template = "posts/followed_hashtags.html" + ("#rows" if rows_only else "")
    return render(request, template, {"section": "hashtags", "page": page})
