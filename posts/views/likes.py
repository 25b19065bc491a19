from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor
from core.views import is_htmx, redirect_back
from core.web.toggles import Switched, toggle_view
from posts.models import Post
from posts.selectors.likes import likers_page
from posts.selectors.posts import get_visible_post
from posts.toggles import LIKE
from social.responses import render_users


def _respond(request: HttpRequest, switched: Switched[Post]) -> HttpResponse:
    post = switched.target
    if not is_htmx(request):
        return redirect_back(request, post)
    post.liked, post.likes_count = switched.on, switched.result
    return render(request, "posts/_actions.html", {"post": post})


post_like = login_required(toggle_view(LIKE, field="liked", respond=_respond))


@login_required
@require_safe
def post_likes(request: AuthenticatedRequest, key: str) -> HttpResponse:
    post = get_visible_post(viewer=request.user, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = likers_page(viewer=request.user, post=post, cursor=cursor)
    counted = post.shows_counts_to(request.user)
    return render_users(request, "posts/likes.html", page, post=post, counted=counted)
