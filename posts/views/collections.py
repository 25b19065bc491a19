"""The pages of collections, and the choice of collections for a post."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.requests import AuthenticatedRequest, login_required, own_page
from core.errors import DomainError
from core.views import is_htmx, list_params, next_url, redirect_back
from posts.forms import CollectionForm
from posts.models import Post
from posts.responses.profiles import GRID_PAGE_SIZE
from posts.selectors.collections import collection_page, collections_with_membership, get_collection
from posts.selectors.posts import get_visible_post
from posts.services.collections import create_collection, delete_collection, rename_collection
from posts.services.saves import remove_from_collection, save_post


@own_page
@require_safe
def collection(request: AuthenticatedRequest, collection_id: UUID) -> HttpResponse:
    viewer = request.user
    found = get_collection(viewer=viewer, collection_id=collection_id)
    page = collection_page(
        viewer=viewer, collection=found, limit=GRID_PAGE_SIZE, **list_params(request)
    )
    context = {"collection": found, "page": page, "q": list_params(request)["q"]}
    part = "#grid" if is_htmx(request) else ""
    return render(request, f"posts/collection.html{part}", context)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def collection_new(request: AuthenticatedRequest) -> HttpResponse:
    viewer = request.user
    form = CollectionForm(request.POST or None)
    if form.is_valid():
        try:
            made = create_collection(owner=viewer, **form.cleaned_data)
            return redirect("collection", viewer.username, made.pk)
        except DomainError as error:
            form.add_domain_error(error)
    status = 422 if form.is_bound else 200
    return render(request, "posts/collection_new.html", {"form": form}, status=status)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def collection_rename(request: AuthenticatedRequest, collection_id: UUID) -> HttpResponse:
    viewer = request.user
    found = get_collection(viewer=viewer, collection_id=collection_id)
    form = CollectionForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            rename_collection(collection=found, **form.cleaned_data)
            return redirect("collection", viewer.username, found.pk)
        except DomainError as error:
            form.add_domain_error(error)
    context = {"form": form, "collection": found}
    status = 422 if form.is_bound else 200
    return render(request, "posts/collection_rename.html", context, status=status)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def collection_delete(request: AuthenticatedRequest, collection_id: UUID) -> HttpResponse:
    """GET asks for confirmation."""
    viewer = request.user
    found = get_collection(viewer=viewer, collection_id=collection_id)
    if request.method != "POST":
        return render(request, "posts/collection_delete.html", {"collection": found})
    delete_collection(collection=found)
    messages.success(request, _("Collection deleted. Its posts are still saved."))
    return redirect("saved", viewer.username)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def post_collections(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """The viewer's collections with or without the post; POST saves it into a new one."""
    viewer = request.user
    post = get_visible_post(viewer=viewer, key=key)
    form = CollectionForm(request.POST or None, auto_id="choice-%s")
    if form.is_valid():
        try:
            create_collection(owner=viewer, post=post, **form.cleaned_data)
            return _respond_to_change(request, post)
        except DomainError as error:
            form.add_domain_error(error)
    if form.is_bound and is_htmx(request):
        context = {"post": post, "form": form}
        return render(request, "posts/_collection_choice_new.html", context, status=422)
    return _render_choice(request, post, form, status=422 if form.is_bound else 200)


@login_required
@require_POST
def post_collection(request: AuthenticatedRequest, key: str, collection_id: UUID) -> HttpResponse:
    """`in=1` saves the post into the collection; `in=0` removes it from there."""
    viewer = request.user
    post = get_visible_post(viewer=viewer, key=key)
    if request.POST.get("in") == "1":
        save_post(post=post, user=viewer, collection_id=collection_id)
    else:
        found = get_collection(viewer=viewer, collection_id=collection_id)
        remove_from_collection(post=post, collection=found)
    return _respond_to_change(request, post)


def _respond_to_change(request: AuthenticatedRequest, post: Post) -> HttpResponse:
    if not is_htmx(request):
        return redirect_back(request, post)
    form = CollectionForm(auto_id="choice-%s")
    response = _render_choice(request, post, form)
    return trigger_client_event(response, "saved", {"post": str(post.pk)})


def _render_choice(
    request: AuthenticatedRequest, post: Post, form: CollectionForm, status: int = 200
) -> HttpResponse:
    """A dialog, then that part of it which changes; a page for those without scripts."""
    context = {
        "post": post,
        "form": form,
        "collections": collections_with_membership(viewer=request.user, post=post),
        "next": next_url(request),
    }
    if not is_htmx(request):
        return render(request, "posts/collection_choice.html", context, status=status)
    part = "choice" if request.method == "POST" else "dialog"
    return render(request, f"posts/_collection_{part}.html", context, status=status)
