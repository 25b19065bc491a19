"""Saving by a button, and the page of what one saved, which is there for oneself alone."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import AuthenticatedRequest, get_self, login_required
from core.pagination import Cursor
from core.views import is_htmx, list_params, redirect_back
from posts.forms import CollectionForm
from posts.selectors.cards import get_post
from posts.selectors.collections import collections_page
from posts.selectors.saves import saved_page
from posts.services.saves import restore_save, unsave_post

# As many tiles as on a profile: three to a row.
TILES = 24
COLLECTIONS = 12


@login_required
@require_POST
def post_save(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """`saved=1` saves, into each `collection` too; `saved=0` ends it, and HTMX is told which
    collections it was in."""
    viewer = request.user
    post = get_post(viewer=viewer, key=key)
    post.saved = request.POST.get("saved") == "1"
    left: list[UUID] = []
    if post.saved:
        restore_save(post=post, user=viewer, collection_ids=_collection_ids(request))
    else:
        left = unsave_post(post=post, user=viewer)
    if is_htmx(request):
        return render(request, "posts/_save.html", {"post": post, "left": left})
    return redirect_back(request, post)


@login_required
@require_safe
def saved(request: AuthenticatedRequest, username: str) -> HttpResponse:
    viewer = get_self(request, username)
    page = saved_page(viewer=viewer, limit=TILES, **list_params(request))
    context = {"page": page, "q": list_params(request)["q"]}
    if is_htmx(request) and "collections" not in request.GET:
        return render(request, "posts/saved.html#grid", context)
    cursor = Cursor.parse(request.GET.get("collections"))
    context["collections"] = collections_page(viewer=viewer, cursor=cursor, limit=COLLECTIONS)
    if is_htmx(request):
        return render(request, "posts/saved.html#collections", context)
    return render(request, "posts/saved.html", {**context, "form": CollectionForm()})


def _collection_ids(request: HttpRequest) -> set[UUID]:
    ids = set()
    for text in request.POST.getlist("collection"):
        with suppress(ValueError):
            ids.add(UUID(text))
    return ids
