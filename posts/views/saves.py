"""Saving a post, and the page of the viewer's saved posts."""

from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import AuthenticatedRequest, login_required, own_page
from core.pagination import Cursor
from core.views import is_htmx, list_params, redirect_back
from core.web.toggles import Switched, toggle_view
from posts.forms import CollectionForm
from posts.models import Post
from posts.responses.profiles import GRID_PAGE_SIZE
from posts.selectors.collections import collections_page
from posts.selectors.saves import saved_page
from posts.services.saves import restore_save
from posts.toggles import SAVE

COLLECTIONS_PAGE_SIZE = 12


@own_page
@require_safe
def saved(request: AuthenticatedRequest) -> HttpResponse:
    viewer = request.user
    page = saved_page(viewer=viewer, limit=GRID_PAGE_SIZE, **list_params(request))
    context = {"page": page, "q": list_params(request)["q"]}
    if is_htmx(request) and "collections" not in request.GET:
        return render(request, "posts/saved.html#grid", context)
    cursor = Cursor.parse(request.GET.get("collections"))
    collections = collections_page(viewer=viewer, cursor=cursor, limit=COLLECTIONS_PAGE_SIZE)
    context["collections"] = collections
    if is_htmx(request):
        return render(request, "posts/saved.html#collections", context)
    return render(request, "posts/saved.html", {**context, "form": CollectionForm()})


def _respond(request: HttpRequest, switched: Switched[Post]) -> HttpResponse:
    """HTMX learns which collections an unsaved post was in, to be able to undo it."""
    post = switched.target
    if not is_htmx(request):
        return redirect_back(request, post)
    post.saved = switched.on
    return render(request, "posts/_save.html", {"post": post, "left": switched.result or []})


def _collection_ids(request: HttpRequest) -> dict[str, Any]:
    ids = set()
    for text in request.POST.getlist("collection"):
        with suppress(ValueError):
            ids.add(UUID(text))
    return {"collection_ids": ids}


post_save = login_required(
    toggle_view(
        replace(SAVE, on=restore_save), field="saved", respond=_respond, options=_collection_ids
    )
)
