from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor
from core.views import is_htmx, plain_error, redirect_back
from posts.previews import tag_preview
from posts.selectors.hashtags import (
    count_uses,
    followed_tags_page,
    get_tag,
    tag_page,
    top_posts,
)
from posts.services.hashtags import TooManyTagsError, follow_tag, unfollow_tag

# Three to a row, so that a page ends with a full one.
TOP, RECENT = 9, 24


@require_safe
def hashtag(request: HttpRequest, name: str) -> HttpResponse:
    viewer = request.user
    tag = get_tag(viewer=viewer, name=name)
    # One address for every spelling, and for one without the last slash.
    if name != tag.name or not request.path.endswith("/"):
        return redirect(tag, permanent=True)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = tag_page(viewer=viewer, tag=tag, cursor=cursor, limit=RECENT)
    if is_htmx(request) and cursor:
        return render(request, "posts/hashtag.html#grid", {"page": page})
    uses = count_uses(viewer=viewer, tag=tag)
    context = {
        "tag": tag,
        "uses": uses,
        # Of as many as are seen at once anyway, none need be picked out.
        "top": top_posts(viewer=viewer, tag=tag, limit=TOP) if uses.number > TOP else [],
        "page": page,
        "link_preview": tag_preview(request, tag),
    }
    return render(request, "posts/hashtag.html", context)


@login_required
@require_POST
def hashtag_follow(request: AuthenticatedRequest, name: str) -> HttpResponse:
    """`following=1` follows, `following=0` stops: pressing twice never does the opposite."""
    viewer = request.user
    tag = get_tag(viewer=viewer, name=name)
    change = follow_tag if request.POST.get("following") == "1" else unfollow_tag
    if not is_htmx(request):
        change(follower=viewer, name=tag.name)
        return redirect_back(request, tag)
    try:
        change(follower=viewer, name=tag.name)
    except TooManyTagsError as error:
        return plain_error(error)
    context = {"tag": get_tag(viewer=viewer, name=tag.name)}
    return render(request, "posts/_hashtag_follow.html", context)


@login_required
@require_safe
def followed_hashtags(request: AuthenticatedRequest) -> HttpResponse:
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = followed_tags_page(viewer=request.user, cursor=cursor)
    rows_only = is_htmx(request) and cursor
    template = "posts/followed_hashtags.html" + ("#rows" if rows_only else "")
    return render(request, template, {"section": "hashtags", "page": page})
