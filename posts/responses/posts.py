"""The page of a post, and the response after a change of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django_htmx.http import reswap, retarget

from core.pagination import Cursor, Page
from core.views import current_path, is_htmx, redirect_back
from posts.forms import CommentForm
from posts.models import Comment, Post
from posts.previews import post_json_ld, post_preview
from posts.responses.permalinks import Parts, render_parts
from posts.selectors.cards import more_by_author
from posts.selectors.comments import (
    comments_page,
    find_comment,
    get_comment,
    may_comment,
    replies_page,
)
from posts.selectors.permalinks import get_permalink
from posts.selectors.posts import get_card
from posts.services.comments import who_may_comment
from posts.shortcodes import PATTERN
from social.responses import trigger_toast
from social.selectors import relationship


def render_post(
    request: HttpRequest,
    key: str,
    *,
    form: CommentForm,
    status: int = 200,
    thread: Comment | None = None,
) -> HttpResponse:
    """The whole page of a post; with `thread` only that comment and its replies.

    `form` may be bound and invalid: then its errors are shown.
    """
    if thread is None and _is_plain(request, key, form):
        page = get_permalink(viewer=request.user, shortcode=key)
        parts = render_parts(request, page) if page.is_ready else None
        if parts is not None:
            return render(request, "posts/post.html", {"parts": parts}, status=status)
    return render(
        request, "posts/post.html", {"parts": _whole(request, key, form, thread)}, status=status
    )


def _is_plain(request: HttpRequest, key: str, form: CommentForm) -> bool:
    """Whether the page shows what all others with its address show."""
    if form.is_bound or not PATTERN.fullmatch(key) or {"cursor", "reply"} & request.GET.keys():
        return False
    return request.path == reverse("post", args=[key])


def _whole(request: HttpRequest, key: str, form: CommentForm, thread: Comment | None) -> Parts:
    """Rendered for this request alone."""
    found = get_card(viewer=request.user, key=key)
    shows_counts = found.shows_counts_to(request.user)
    context = {
        "post": found,
        **_conversation(request, found, form, thread),
        **_follow_offer(request, found),
        "more_posts": more_by_author(viewer=request.user, post=found),
        "comments_shown": str(found.comments_count) if shows_counts else "",
        "link_preview": post_preview(request, found),
        "json_ld": post_json_ld(request, found),
    }
    return Parts(
        context["link_preview"]["title"],
        render_to_string("posts/_post_head.html", context, request),
        render_to_string("posts/_post_page.html", context, request),
    )


def respond_to_change(
    request: HttpRequest, post: Post, message: str, *, undo: bool = False
) -> HttpResponse:
    """After its author changed a post by its menu: back to the page of the menu.

    HTMX gets the post again, as a whole page on its own page, and a toast with `message`. "Undo"
    submits the form that has replaced the old one.
    """
    if not is_htmx(request):
        messages.success(request, message)
        return redirect_back(request, post)
    return trigger_toast(_render_again(request, post), message, undo=undo)


def _render_again(request: HttpRequest, post: Post) -> HttpResponse:
    if current_path(request) == post.get_absolute_url():
        response = render_post(request, post.shortcode, form=CommentForm())
        response["HX-Reselect"] = "#main"
        return reswap(retarget(response, "#main"), "outerHTML")
    found = get_card(viewer=request.user, key=post.shortcode)
    template = "posts/_archived.html" if found.archived_at else "posts/_card_state.html"
    return render(request, template, {"post": found})


def _follow_offer(request: HttpRequest, post: Post) -> dict[str, Any]:
    """For a stranger's post a button to follow them, or for the anonymous a link; one query."""
    if post.author == request.user or post.follows_author:
        return {}
    viewer = request.user
    known = relationship(viewer=viewer, other=post.author) if viewer.is_authenticated else None
    return {"offers_follow": True, "relationship": known}


def _conversation(
    request: HttpRequest, post: Post, form: CommentForm, thread: Comment | None
) -> dict[str, Any]:
    viewer, cursor = request.user, Cursor.parse(request.GET.get("cursor"))
    replying_to = find_comment(viewer=viewer, post=post, comment_id=_parent_id(request, form))
    if replying_to and not form.is_bound:
        form.initial["text"] = f"@{replying_to.author.username} "
        top_id = replying_to.parent_id or replying_to.pk
        thread = get_comment(viewer=viewer, comment_id=top_id, key=post.shortcode)
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


def _parent_id(request: HttpRequest, form: CommentForm) -> UUID | None:
    """The comment that an invalid form replies to, or the link with `reply=`."""
    if form.is_bound:
        return form.cleaned_data.get("parent_id")
    try:
        return UUID(request.GET.get("reply", ""))
    except ValueError:
        return None
