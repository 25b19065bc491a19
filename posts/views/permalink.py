from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.viewer import sign_in_required, signed_in
from core.pagination import Cursor
from posts.forms import CommentForm
from posts.previews import post_json_ld, post_preview
from posts.selectors import comments_page, get_own_post, get_post, more_by_author
from posts.services.publish import delete_post

# HTMX stops polling on this status.
STOP_POLLING = 286


@require_safe
def post(request: HttpRequest, key: str) -> HttpResponse:
    return show_post(request, key, form=CommentForm())


def show_post(
    request: HttpRequest, key: str, *, form: CommentForm, status: int = 200
) -> HttpResponse:
    """The whole page; also the answer to a comment that a form without scripts got wrong."""
    found = get_post(viewer=request.user, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    context = {
        "post": found,
        "comments": comments_page(viewer=request.user, post=found, cursor=cursor),
        "form": form,
        "more_posts": more_by_author(viewer=request.user, post=found),
        "link_preview": post_preview(request, found),
        "json_ld": post_json_ld(request, found),
    }
    return render(request, "posts/post.html", context, status=status)


@require_safe
def post_card(request: HttpRequest, key: str) -> HttpResponse:
    """Asked every two seconds by the page of a post whose media is being made."""
    found = get_post(viewer=request.user, key=key)
    settled = found.state != found.State.PROCESSING
    status = STOP_POLLING if settled else 200
    return render(request, "posts/_card_state.html", {"post": found}, status=status)


@sign_in_required
@require_http_methods(["GET", "POST"])
def post_delete(request: HttpRequest, key: str) -> HttpResponse:
    viewer = signed_in(request)
    found = get_own_post(viewer=viewer, key=key)
    if request.method == "GET":
        return render(request, "posts/delete.html", {"post": found})
    delete_post(post=found, actor=viewer)
    return redirect(viewer)
