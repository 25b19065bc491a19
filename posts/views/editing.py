"""Changing a post: on a page, and by the buttons of its menu."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from django_stubs_ext import StrOrPromise

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from posts.forms import EditForm
from posts.models import Post
from posts.responses.posts import respond_to_change
from posts.selectors.posts import get_own_card, get_own_post
from posts.services.editing import edit_post

# What each button of the menu changes, and the message.
MENU_CHANGES: dict[str, tuple[dict[str, Any], StrOrPromise]] = {
    "hide_counts": (
        {"hide_counts": True},
        gettext_lazy("Like and comment counts are now visible only to you."),
    ),
    "show_counts": (
        {"hide_counts": False},
        gettext_lazy("Like and comment counts are visible to others again."),
    ),
    "close_comments": (
        {"comments_from": Post.CommentsFrom.NOBODY},
        gettext_lazy("Comments are turned off."),
    ),
}


@login_required
@require_http_methods(["GET", "POST"])
def post_edit(request: AuthenticatedRequest, key: str) -> HttpResponse:
    viewer = request.user
    found = get_own_card(viewer=viewer, key=key)
    form = EditForm(request.POST or None, post=found)
    status = 400 if form.is_bound and not form.is_rearranged else 200
    if request.method == "POST" and not form.is_rearranged and form.is_valid():
        try:
            edit_post(post=found, actor=viewer, **form.changes)
        except DomainError as error:
            form.add_error(error.attr if error.attr in form.fields else None, str(error))
            status = error.status
        else:
            messages.success(request, _("Changes saved."))
            return redirect(found)
    return render(request, "posts/edit.html", {"post": found, "form": form}, status=status)


@login_required
@require_POST
def post_options(request: AuthenticatedRequest, key: str) -> HttpResponse:
    viewer = request.user
    found = get_own_post(viewer=viewer, key=key)
    change = MENU_CHANGES.get(request.POST.get("press", ""))
    if change is None:
        raise DomainError
    changes, message = change
    edit_post(post=found, actor=viewer, **changes)
    return respond_to_change(request, found, str(message))
