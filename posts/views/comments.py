from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from core.pagination import Cursor
from core.views import is_htmx, plain_error
from posts.forms import CommentForm
from posts.models import Comment, Post
from posts.responses.comments import render_part, trigger_counts
from posts.responses.posts import render_post
from posts.selectors.comments import comments_page, find_comment, get_comment, replies_page
from posts.selectors.posts import get_visible_post
from posts.services.comments import add_comment


@require_http_methods(["GET", "HEAD", "POST"])
def post_comments(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST":
        return _add(request, key)
    post = get_visible_post(viewer=request.user, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    comments = comments_page(viewer=request.user, post=post, cursor=cursor)
    return render_part(request, "posts/_comments.html", post, comments=comments)


@require_safe
def comment_replies(request: HttpRequest, key: str, comment_id: UUID) -> HttpResponse:
    """The next replies to a comment; without HTMX the page of the post with that thread only."""
    comment = get_comment(viewer=request.user, comment_id=comment_id, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    if not is_htmx(request):
        return render_post(request, key, form=CommentForm(), thread=comment)
    replies = replies_page(viewer=request.user, comment=comment, cursor=cursor)
    return render_part(
        request, "posts/_replies.html", comment.post, comment=comment, replies=replies
    )


@login_required
def _add(request: AuthenticatedRequest, key: str) -> HttpResponse:
    post = get_visible_post(viewer=request.user, key=key)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _respond_invalid(request, post, form)
    try:
        comment = add_comment(post=post, author=request.user, **form.cleaned_data)
    except DomainError as error:
        return _respond_refused(request, post, form, error)
    if is_htmx(request):
        return _respond_added(request, comment)
    if comment.parent_id:
        thread = reverse("comment_replies", args=[post.shortcode, comment.parent_id])
        return redirect(f"{thread}#comment-{comment.pk}")
    return redirect(f"{post.get_absolute_url()}#comments")


def _respond_added(request: HttpRequest, comment: Comment) -> HttpResponse:
    """The new comment for the top of the list; a reply for the end of its thread."""
    response = render_part(request, "posts/_comment.html", comment.post, comment=comment)
    if comment.parent_id:
        response = reswap(retarget(response, f"#replies-{comment.parent_id}"), "beforeend")
    return trigger_counts(request, response, comment.post)


def _respond_refused(
    request: HttpRequest, post: Post, form: CommentForm, error: DomainError
) -> HttpResponse:
    """A script keeps the text in the form; without one the form is shown again."""
    if error.status == 400:
        form.add_domain_error(error)
        return _respond_invalid(request, post, form)
    if is_htmx(request):
        return plain_error(error)
    if error.status == 403:
        raise error
    form.add_error("text", str(error))
    return render_post(request, post.shortcode, form=form, status=error.status)


def _respond_invalid(request: HttpRequest, post: Post, form: CommentForm) -> HttpResponse:
    if not is_htmx(request):
        return render_post(request, post.shortcode, form=form, status=422)
    parent_id = form.cleaned_data.get("parent_id")
    replying_to = find_comment(viewer=request.user, post=post, comment_id=parent_id)
    response = render_part(
        request, "posts/_comment_form.html", post, status=422, form=form, replying_to=replying_to
    )
    return retarget(response, "#comment-form")
