"""Parts of the conversation below a post."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import trigger_client_event

from posts.models import Comment, Post
from posts.selectors.comments import may_comment


def render_part(
    request: HttpRequest, template: str, post: Post, *, status: int = 200, **context: object
) -> HttpResponse:
    allowed = may_comment(viewer=request.user, post=post)
    context = {"post": post, "may_comment": allowed, **context}
    return render(request, template, context, status=status)


def trigger_counts(request: HttpRequest, response: HttpResponse, post: Post) -> HttpResponse:
    """Make the page show the current number of comments, if the viewer may see it."""
    if not post.shows_counts_to(request.user):
        return response
    counts = {"postId": str(post.pk), "comments": post.comments_count}
    return trigger_client_event(response, "counts", counts)


def redirect_to_comment(comment: Comment) -> HttpResponse:
    return redirect(f"{comment.post.get_absolute_url()}#comment-{comment.pk}")
