"""Choosing people for a conversation."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from messaging.forms import TitleForm
from messaging.responses.choices import chosen_users, names_of, render_choice
from messaging.services.conversations import start_conversation


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_conversation(request: AuthenticatedRequest) -> HttpResponse:
    """GET chooses people: with `done`, one leads to the conversation with them, several to the
    form that POST starts a group by."""
    if request.method == "POST":
        return _start_group(request)
    chosen = chosen_users(request)
    if "done" in request.GET and len(chosen) == 1:
        return redirect("direct_with", chosen[0].username)
    if "done" in request.GET and chosen:
        return _group_page(request, TitleForm(), chosen)
    return render_choice(request, "direct/new.html", chosen)


def _start_group(request: AuthenticatedRequest) -> HttpResponse:
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _group_page(request, form, chosen_users(request), status=400)
    title = form.cleaned_data["title"]
    try:
        begun, _is_new = start_conversation(
            user=request.user, usernames=names_of(request), title=title
        )
    except DomainError as error:
        form.add_domain_error(error)
        return _group_page(request, form, chosen_users(request), status=error.status)
    return redirect("direct_conversation", begun.pk)


def _group_page(
    request: AuthenticatedRequest, form: TitleForm, chosen: list[User], status: int = 200
) -> HttpResponse:
    return render(request, "direct/group.html", {"form": form, "chosen": chosen}, status=status)
