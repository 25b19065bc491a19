from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import AuthenticatedRequest, login_required
from posts.forms import CommentForm
from posts.responses.posts import render_post
from posts.selectors.posts import get_card, get_own_card
from posts.services.deleting import delete_post

# HTMX stops polling on this status.
STOP_POLLING = 286


@require_safe
def post(request: HttpRequest, key: str) -> HttpResponse:
    return render_post(request, key, form=CommentForm())


@require_safe
def post_card(request: HttpRequest, key: str) -> HttpResponse:
    """Polled every two seconds by the page of a post whose media is processing."""
    found = get_card(viewer=request.user, key=key)
    is_done = found.state != found.State.PROCESSING
    status = STOP_POLLING if is_done else 200
    return render(request, "posts/_card_state.html", {"post": found}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def post_delete(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """GET asks for confirmation."""
    found = get_own_card(viewer=request.user, key=key)
    if request.method == "GET":
        return render(request, "posts/delete.html", {"post": found})
    delete_post(post=found, actor=request.user)
    return redirect(request.user)
