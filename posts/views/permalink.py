from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget, trigger_client_event

from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor, Page
from core.views import is_htmx, redirect_back
from posts.forms import CommentForm
from posts.models import Comment, Post
from posts.previews import post_json_ld, post_preview
from posts.selectors.cards import get_card, get_own_post, more_by_author
from posts.selectors.comments import (
    comments_page,
    find_comment,
    get_comment_of,
    may_comment,
    replies_page,
)
from posts.services.comments import who_may_comment
from posts.services.deleting import delete_post

# HTMX stops polling on this status.
STOP_POLLING = 286


@require_safe
def post(request: HttpRequest, key: str) -> HttpResponse:
    return show_post(request, key, form=CommentForm())


def show_post(
    request: HttpRequest,
    key: str,
    *,
    form: CommentForm,
    status: int = 200,
    thread: Comment | None = None,
) -> HttpResponse:
    """The whole page, or with but one comment and its replies: those that somebody looks at, or
    replies to by a link. Also the answer to a comment that a form without scripts got wrong."""
    found = get_card(viewer=request.user, key=key)
    context = {
        "post": found,
        **_conversation(request, found, form, thread),
        "more_posts": more_by_author(viewer=request.user, post=found),
        "link_preview": post_preview(request, found),
        "json_ld": post_json_ld(request, found),
    }
    return render(request, "posts/post.html", context, status=status)


def _conversation(
    request: HttpRequest, post: Post, form: CommentForm, thread: Comment | None
) -> dict[str, Any]:
    viewer, cursor = request.user, Cursor.parse(request.GET.get("cursor"))
    replying_to = find_comment(viewer=viewer, post=post, comment_id=_replied_to(request, form))
    if replying_to and not form.is_bound:
        form.initial["text"] = f"@{replying_to.author.username} "
        top_id = replying_to.parent_id or replying_to.pk
        thread = get_comment_of(viewer=viewer, post=post, comment_id=top_id)
    context = {
        "form": form,
        "may_comment": may_comment(viewer=viewer, post=post),
        "who_may_comment": who_may_comment(post=post),
        "replying_to": replying_to,
    }
    if thread is None:
        return {**context, "comments": comments_page(viewer=viewer, post=post, cursor=cursor)}
    replies = replies_page(viewer=viewer, comment=thread, cursor=cursor)
    return {**context, "thread": thread, "comments": Page([thread]), "replies": replies}


def _replied_to(request: HttpRequest, form: CommentForm) -> UUID | None:
    """Which comment a form that was refused replies to, or else the link that led here."""
    if form.is_bound:
        return form.cleaned_data.get("parent_id")
    try:
        return UUID(request.GET.get("reply", ""))
    except ValueError:
        return None


def answer_change(
    request: HttpRequest, post: Post, said: str, *, undo: bool = False
) -> HttpResponse:
    """After its author changed something in the menu of a post: the page the menu stood on.

    For HTMX the post anew, as a whole page where it has one to itself, and what to say. To undo it
    is to send the form again that stands in the old one's place.
    """
    if not is_htmx(request):
        messages.success(request, said)
        return redirect_back(request, post)
    response = _anew(request, post)
    toast = {"text": said, "action": _("Undo")} if undo else {"text": said}
    return trigger_client_event(response, "toast", toast)


def _anew(request: HttpRequest, post: Post) -> HttpResponse:
    if request.htmx.current_url_abs_path == post.get_absolute_url():  # type: ignore[attr-defined]
        response = show_post(request, post.shortcode, form=CommentForm())
        response["HX-Reselect"] = "#main"
        return reswap(retarget(response, "#main"), "outerHTML")
    found = get_card(viewer=request.user, key=post.shortcode)
    template = "posts/_archived.html" if found.archived_at else "posts/_card_state.html"
    return render(request, template, {"post": found})


@require_safe
def post_card(request: HttpRequest, key: str) -> HttpResponse:
    """Asked every two seconds by the page of a post whose media is being made."""
    found = get_card(viewer=request.user, key=key)
    settled = found.state != found.State.PROCESSING
    status = STOP_POLLING if settled else 200
    return render(request, "posts/_card_state.html", {"post": found}, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def post_delete(request: AuthenticatedRequest, key: str) -> HttpResponse:
    viewer = request.user
    found = get_own_post(viewer=viewer, key=key)
    if request.method == "GET":
        return render(request, "posts/delete.html", {"post": found})
    delete_post(post=found, actor=viewer)
    return redirect(viewer)
