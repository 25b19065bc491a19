from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor
from core.views import is_htmx, redirect_back
from posts.selectors.cards import get_post
from posts.selectors.likes import likers_page
from posts.services.likes import like_post, unlike_post
from social.views.lists import render_users


@login_required
@require_POST
def post_like(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """`liked=1` likes, `liked=0` takes it back: pressing twice never does the opposite."""
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    post.liked = request.POST.get("liked") == "1"
    change = like_post if post.liked else unlike_post
    post.likes_count = change(post=post, user=viewer)
    if is_htmx(request):
        return render(request, "posts/_actions.html", {"post": post})
    return redirect_back(request, post)


@login_required
@require_safe
def post_likes(request: AuthenticatedRequest, key: str) -> HttpResponse:
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = likers_page(viewer=viewer, post=post, cursor=cursor)
    counted = post.shows_counts_to(viewer)
    return render_users(request, "posts/likes.html", page, post=post, counted=counted)
