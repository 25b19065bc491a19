"""Choosing people, for a conversation or for a group."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.requests import AuthenticatedRequest
from accounts.selectors import visible_users_by_name
from core.views import is_htmx, list_params
from messaging.models import GROUP_MAX
from messaging.selectors.people import recipients_page


def names_of(request: HttpRequest) -> list[str]:
    """The usernames that a form or its address chose, each once."""
    given = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(name for name in given.getlist("usernames") if name))


def chosen_users(request: AuthenticatedRequest) -> list[User]:
    """Those whom the form has chosen so far, whom the viewer may see."""
    names = names_of(request)[:GROUP_MAX]
    found = visible_users_by_name(viewer=request.user, usernames=names) if names else {}
    return [user for user in found.values() if user != request.user]


def render_choice(
    request: AuthenticatedRequest, template: str, chosen: list[User], **context: Any
) -> HttpResponse:
    """People to choose from, found by `q`; HTMX gets those alone."""
    params = list_params(request)
    page = recipients_page(viewer=request.user, **params)
    if is_htmx(request):
        template += "#rows" if params["cursor"] else "#people"
    rows = [user for user in page.items if user not in chosen]
    context = {"rows": rows, "page": page, "q": params["q"], "chosen": chosen, **context}
    return render(request, template, context)
