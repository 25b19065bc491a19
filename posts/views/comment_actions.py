"""Liking, pinning and deleting comments."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import AuthenticatedRequest, login_required
from core.views import is_htmx
from core.web.toggles import Switched, toggle_view
from posts.models import Comment
from posts.responses.comments import redirect_to_comment, render_part, trigger_counts
from posts.selectors.comments import comments_page, get_comment
from posts.selectors.posts import get_visible_post
from posts.services.deleting import delete_comment
from posts.toggles import COMMENT_LIKE, COMMENT_PIN


def _respond_to_like(request: HttpRequest, switched: Switched[Comment]) -> HttpResponse:
    comment = switched.target
    if not is_htmx(request):
        return redirect_to_comment(comment)
    comment.liked, comment.likes_count = switched.on, switched.result
    return render(request, "posts/_comment_likes.html", {"comment": comment})


def _respond_to_pin(request: HttpRequest, switched: Switched[Comment]) -> HttpResponse:
    """HTMX gets the comments in their new order."""
    if not is_htmx(request):
        return redirect_to_comment(switched.target)
    post = switched.target.post
    comments = comments_page(viewer=request.user, post=post)
    return render_part(request, "posts/_conversation.html", post, comments=comments)


comment_like = login_required(toggle_view(COMMENT_LIKE, field="liked", respond=_respond_to_like))
comment_pin = login_required(toggle_view(COMMENT_PIN, field="pinned", respond=_respond_to_pin))


@login_required
@require_POST
def comment_delete(request: AuthenticatedRequest, key: str, comment_id: UUID) -> HttpResponse:
    comment = get_comment(viewer=request.user, comment_id=comment_id, key=key)
    delete_comment(comment=comment, actor=request.user)
    if not is_htmx(request):
        return redirect(f"{comment.post.get_absolute_url()}#comments")
    post = get_visible_post(viewer=request.user, key=key)
    return trigger_counts(request, HttpResponse(), post)
