"""What is done to a comment: liked, kept on top, taken away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import ConflictError
from core.views import is_htmx, plain_error
from posts.models import Comment
from posts.selectors.cards import get_post
from posts.selectors.comments import comments_page, get_comment_of
from posts.services.comment_likes import like_comment, unlike_comment
from posts.services.comment_pins import pin_comment, unpin_comment
from posts.services.deleting import delete_comment
from posts.views.comments import show_part, tell_count


@login_required
@require_POST
def comment_like(request: AuthenticatedRequest, key: str, comment_id: UUID) -> HttpResponse:
    """`liked=1` likes, `liked=0` takes it back: pressing twice never does the opposite."""
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    comment = get_comment_of(viewer=viewer, post=post, comment_id=comment_id)
    comment.liked = request.POST.get("liked") == "1"
    change = like_comment if comment.liked else unlike_comment
    comment.likes_count = change(comment=comment, user=viewer)
    if is_htmx(request):
        return render(request, "posts/_comment_likes.html", {"comment": comment})
    return _back_to(comment)


@login_required
@require_POST
def comment_pin(request: AuthenticatedRequest, key: str, comment_id: UUID) -> HttpResponse:
    """`pinned=1` pins, `pinned=0` takes it back. HTMX gets the comments in their new order."""
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    comment = get_comment_of(viewer=viewer, post=post, comment_id=comment_id)
    change = pin_comment if request.POST.get("pinned") == "1" else unpin_comment
    try:
        change(comment=comment, actor=viewer)
    except ConflictError as error:
        if is_htmx(request):
            return plain_error(error)
        messages.error(request, str(error))
    if not is_htmx(request):
        return _back_to(comment)
    comments = comments_page(viewer=viewer, post=post)
    return show_part(request, "posts/_conversation.html", post, comments=comments)


@login_required
@require_POST
def comment_delete(request: AuthenticatedRequest, key: str, comment_id: UUID) -> HttpResponse:
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    comment = get_comment_of(viewer=viewer, post=post, comment_id=comment_id)
    delete_comment(comment=comment, actor=viewer)
    if not is_htmx(request):
        return redirect(f"{post.get_absolute_url()}#comments")
    return tell_count(request, HttpResponse(), get_post(viewer=viewer, key=key))


def _back_to(comment: Comment) -> HttpResponse:
    return redirect(f"{comment.post.get_absolute_url()}#comment-{comment.pk}")
