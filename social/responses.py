"""Responses that several page views of the graph share."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from accounts.models import User
from core.pagination import Page
from core.views import is_htmx, list_params, redirect_back
from social.selectors import relationship, relationships


def render_users(
    request: HttpRequest, template: str, page: Page[User], **context: Any
) -> HttpResponse:
    """A page of users, each with the viewer's relationship to them.

    HTMX gets the next rows of an endless list, or the whole list for a new search.
    """
    known = relationships(viewer=request.user, users=page.items)
    rows = [(user, known.get(user.pk)) for user in page.items]
    if is_htmx(request):
        template += _part(request)
    context = {"rows": rows, "page": page, "q": list_params(request)["q"], **context}
    return render(request, template, context)


def respond_with_relation(
    request: HttpRequest,
    user: User,
    message: str = "",
    *,
    button: str = "social/_follow_button.html",
    buttons: str = "social/_relation.html",
    undo: bool = False,
) -> HttpResponse:
    """After a change of the viewer's relation to `user`: back to the page of the form.

    HTMX gets the new button, or all of a profile's if the form had `menu`, and a toast with
    `message`. Its "Undo" submits the form that has replaced the old one.
    """
    if not is_htmx(request):
        if message:
            messages.success(request, message)
        return redirect_back(request, user)
    context = {
        "person": user,
        "relationship": relationship(viewer=request.user, other=user),
        "menu": "menu" in request.POST,
    }
    template = buttons if context["menu"] else button
    response = render(request, template, context)
    return trigger_toast(response, message, undo=undo) if message else response


def trigger_toast(response: HttpResponse, message: str, *, undo: bool = False) -> HttpResponse:
    """Make the page show `message`, with a button that submits the new form again."""
    toast = {"text": message, "action": _("Undo")} if undo else {"text": message}
    return trigger_client_event(response, "toast", toast)


def _part(request: HttpRequest) -> str:
    if request.GET.get("cursor"):
        return "#rows"
    return "#people" if request.headers.get("HX-Target") == "people" else ""
