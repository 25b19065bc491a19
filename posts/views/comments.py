from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from core.pagination import Cursor
from core.views import is_htmx, plain_error
from posts.forms import CommentForm
from posts.models import Comment, Post
from posts.selectors.cards import get_post
from posts.selectors.comments import (
    comments_page,
    find_comment,
    get_comment_of,
    may_comment,
    replies_page,
)
from posts.services.comments import add_comment
from posts.views.permalink import show_post


@require_http_methods(["GET", "HEAD", "POST"])
def post_comments(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST":
        return _add(request, key)
    found = get_post(viewer=request.user, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    comments = comments_page(viewer=request.user, post=found, cursor=cursor)
    return show_part(request, "posts/_comments.html", found, comments=comments)


@require_safe
def comment_replies(request: HttpRequest, key: str, comment_id: UUID) -> HttpResponse:
    """The next replies to a comment; without scripts the page of the post with them alone."""
    found = get_post(viewer=request.user, key=key)
    comment = get_comment_of(viewer=request.user, post=found, comment_id=comment_id)
    cursor = Cursor.parse(request.GET.get("cursor"))
    if not is_htmx(request):
        return show_post(request, key, form=CommentForm(), thread=comment)
    replies = replies_page(viewer=request.user, comment=comment, cursor=cursor)
    return show_part(request, "posts/_replies.html", found, comment=comment, replies=replies)


def show_part(
    request: HttpRequest, template: str, post: Post, *, status: int = 200, **context: object
) -> HttpResponse:
    """A part of the conversation below a post."""
    allowed = may_comment(viewer=request.user, post=post)
    context = {"post": post, "may_comment": allowed, **context}
    return render(request, template, context, status=status)


def tell_count(request: HttpRequest, response: HttpResponse, post: Post) -> HttpResponse:
    """Lets the number under the post be what it is now."""
    if not post.shows_counts_to(request.user):
        return response
    told = {"postId": str(post.pk), "comments": post.comments_count}
    return trigger_client_event(response, "counts", told)


@login_required
def _add(request: AuthenticatedRequest, key: str) -> HttpResponse:
    author = request.user
    post = get_post(viewer=author, key=key)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _refuse(request, post, form)
    try:
        comment = add_comment(post=post, author=author, **form.cleaned_data)
    except DomainError as error:
        return _told(request, post, form, error)
    if is_htmx(request):
        return _added(request, key, comment)
    if comment.parent_id:
        thread = reverse("comment_replies", args=[post.shortcode, comment.parent_id])
        return redirect(f"{thread}#comment-{comment.pk}")
    return redirect(f"{post.get_absolute_url()}#comments")


def _added(request: HttpRequest, key: str, added: Comment) -> HttpResponse:
    """The one comment; a reply goes to the others below the comment that it hangs on."""
    post = get_post(viewer=request.user, key=key)
    comment = get_comment_of(viewer=request.user, post=post, comment_id=added.pk)
    response = show_part(request, "posts/_comment.html", post, comment=comment)
    if comment.parent_id:
        response = reswap(retarget(response, f"#replies-{comment.parent_id}"), "beforeend")
    return tell_count(request, response, post)


def _told(request: HttpRequest, post: Post, form: CommentForm, error: DomainError) -> HttpResponse:
    """With scripts the words still stand in the form; without them it is shown again."""
    if error.status == 400:
        form.add_domain_error(error)
        return _refuse(request, post, form)
    if is_htmx(request):
        return plain_error(error)
    if error.status == 403:
        raise error
    form.add_error("text", str(error))
    return show_post(request, post.shortcode, form=form, status=error.status)


def _refuse(request: HttpRequest, post: Post, form: CommentForm) -> HttpResponse:
    if not is_htmx(request):
        return show_post(request, post.shortcode, form=form, status=422)
    replying_to = find_comment(
        viewer=request.user, post=post, comment_id=form.cleaned_data.get("parent_id")
    )
    return show_part(
        request, "posts/_comment_form.html", post, status=422, form=form, replying_to=replying_to
    )
