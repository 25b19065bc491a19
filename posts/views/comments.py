from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from accounts.viewer import sign_in_required, signed_in
from core.doors import is_htmx
from core.limits import LimitedError
from core.pagination import Cursor
from posts.forms import CommentForm
from posts.models import Post
from posts.selectors import comments_page, get_comment, get_post
from posts.services.comments import add_comment, delete_comment
from posts.views.permalink import show_post


@require_http_methods(["GET", "HEAD", "POST"])
def post_comments(request: HttpRequest, key: str) -> HttpResponse:
    if request.method == "POST":
        return _add(request, key)
    found = get_post(viewer=request.user, key=key)
    cursor = Cursor.parse(request.GET.get("cursor"))
    comments = comments_page(viewer=request.user, post=found, cursor=cursor)
    return render(request, "posts/_comments.html", {"post": found, "comments": comments})


@sign_in_required
def _add(request: HttpRequest, key: str) -> HttpResponse:
    author = signed_in(request)
    post = get_post(viewer=author, key=key)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _refuse(request, post, form)
    try:
        comment = add_comment(post=post, author=author, text=form.cleaned_data["text"])
    except LimitedError as error:
        return _hold_back(request, post, form, error)
    if not is_htmx(request):
        return redirect(f"{post.get_absolute_url()}#comments")
    response = render(request, "posts/_comment.html", {"comment": comment, "post": post})
    return trigger_client_event(response, "commented", {"post": str(post.pk)})


def _refuse(request: HttpRequest, post: Post, form: CommentForm) -> HttpResponse:
    if is_htmx(request):
        context = {"post": post, "form": form}
        return render(request, "posts/_comment_form.html", context, status=422)
    return show_post(request, post.shortcode, form=form, status=422)


def _hold_back(
    request: HttpRequest, post: Post, form: CommentForm, error: LimitedError
) -> HttpResponse:
    """With scripts the words still stand in the form; without them it is shown again."""
    if is_htmx(request):
        raise error
    form.add_error("text", str(error))
    return show_post(request, post.shortcode, form=form, status=error.status)


@sign_in_required
@require_POST
def comment_delete(request: HttpRequest, key: str, comment_id: UUID) -> HttpResponse:
    viewer = signed_in(request)
    comment = get_comment(viewer=viewer, comment_id=comment_id)
    delete_comment(comment=comment, actor=viewer)
    return (
        HttpResponse()
        if is_htmx(request)
        else redirect(f"{comment.post.get_absolute_url()}#comments")
    )
