"""The people in a picture: the pictures of one person, and what that person has to say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required
from core.pagination import Cursor
from core.views import is_htmx, redirect_back
from posts.models import Post
from posts.selectors.cards import get_post
from posts.selectors.tagged import tag_requests_page, tagged_page
from posts.services.tagged import approve_tag, remove_tag
from posts.views.profile import ROWS, profile_head
from social.selectors import get_profile


@require_safe
def tagged(request: HttpRequest, username: str) -> HttpResponse:
    """A tab of the profile, which says why to those to whom the person is not open."""
    found = get_profile(viewer=request.user, username=username)
    person = found.person
    if not found.is_open:
        return redirect(person)
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = tagged_page(viewer=request.user, person=person, cursor=cursor, limit=ROWS * 3)
    if is_htmx(request) and cursor:
        return render(request, "posts/tagged.html#grid", {"person": person, "page": page})
    return render(request, "posts/tagged.html", {**profile_head(request, found), "page": page})


@login_required
@require_POST
def post_tagged(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """`approved=1` says that it is fine to be named in the picture, `approved=0` ends it."""
    viewer = request.user
    before = get_post(viewer=viewer, key=key)
    approved = request.POST.get("approved") == "1"
    (approve_tag if approved else remove_tag)(post=before, user=viewer)
    if not is_htmx(request):
        return redirect_back(request, before)
    post = get_post(viewer=viewer, key=key)
    if "row" not in request.POST:
        return _list_anew(request, post, undo=not approved and _is_shown_in(before, viewer))
    decided = "approved" if approved else "declined"
    return render(request, "posts/_tag_request.html", {"post": post, "decided": decided})


def _list_anew(request: AuthenticatedRequest, post: Post, *, undo: bool) -> HttpResponse:
    """The list on the picture; who was shown in it may be so again by what "Undo" sends."""
    response = render(request, "posts/_tagged.html", {"post": post, "taken_out": undo})
    shown = _is_shown_in(post, request.user)
    said = _("You are shown in this post.") if shown else _("You are no longer in this post.")
    toast = {"text": said, "action": _("Undo")} if undo else {"text": said}
    return trigger_client_event(response, "toast", toast)


def _is_shown_in(post: Post, person: User) -> bool:
    return any(
        tag.person_id == person.pk and tag.state == tag.State.APPROVED for tag in post.tagged_people
    )


@login_required
@require_safe
def tag_requests(request: AuthenticatedRequest) -> HttpResponse:
    cursor = Cursor.parse(request.GET.get("cursor"))
    page = tag_requests_page(viewer=request.user, cursor=cursor)
    part = "#rows" if is_htmx(request) and cursor else ""
    context = {"section": "tags", "page": page}
    return render(request, f"posts/tag_requests.html{part}", context)
