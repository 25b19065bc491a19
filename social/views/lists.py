"""Pages that list people; each is endless, by a link and by HTMX, and searched by `?q=`."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from core.pagination import Page
from core.views import is_htmx, list_params
from social.selectors import (
    followers_page,
    following_page,
    get_accessible_user,
    relationships,
)


@require_safe
def followers(request: HttpRequest, username: str) -> HttpResponse:
    person = get_accessible_user(viewer=request.user, username=username)
    page = followers_page(viewer=request.user, person=person, **list_params(request))
    removable = person == request.user
    return render_users(request, "social/followers.html", page, person=person, removable=removable)


@require_safe
def following(request: HttpRequest, username: str) -> HttpResponse:
    person = get_accessible_user(viewer=request.user, username=username)
    page = following_page(viewer=request.user, person=person, **list_params(request))
    return render_users(request, "social/following.html", page, person=person)


def render_users(
    request: HttpRequest, template: str, page: Page[User], **context: Any
) -> HttpResponse:
    """The page, or for HTMX its next rows, or the whole list where something is searched; each row
    knows how the viewer stands to its person."""
    known = relationships(viewer=request.user, people=page.items)
    rows = [(person, known.get(person.pk)) for person in page.items]
    if is_htmx(request):
        template += _part(request)
    context = {"rows": rows, "page": page, "q": list_params(request)["q"], **context}
    return render(request, template, context)


def _part(request: HttpRequest) -> str:
    if request.GET.get("cursor"):
        return "#rows"
    return "#people" if request.headers.get("HX-Target") == "people" else ""
