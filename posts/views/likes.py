from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.viewer import sign_in_required, signed_in
from core.doors import back, is_htmx
from posts.selectors import get_post
from posts.services.likes import like_post, unlike_post


@sign_in_required
@require_POST
def post_like(request: HttpRequest, key: str) -> HttpResponse:
    """`liked=1` likes, `liked=0` takes it back: pressing twice never does the opposite."""
    viewer = signed_in(request)
    post = get_post(viewer=viewer, key=key)
    post.liked = request.POST.get("liked") == "1"
    change = like_post if post.liked else unlike_post
    post.likes_count = change(post=post, user=viewer)
    if is_htmx(request):
        return render(request, "posts/_actions.html", {"post": post})
    return back(request, post)
