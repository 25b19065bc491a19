"""What a member can change of a conversation: for all, as its title and members, or for oneself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from core.forms import form_view, process_form
from core.web.toggles import Switched, toggle_view
from messaging.forms import TitleForm
from messaging.models import Conversation
from messaging.responses.choices import chosen_users, names_of, render_choice
from messaging.selectors.conversations import get_conversation, get_seated
from messaging.services.conversations import NotAGroupError, rename_group
from messaging.services.members import add_members, remove_member
from messaging.services.seats import accept_request, delete_conversation
from messaging.toggles import ARCHIVE, MUTE


@form_view
@login_required
def details(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    """Members and settings; POST names a group."""
    found = get_conversation(viewer=request.user, conversation_id=conversation_id)

    def rename(request: AuthenticatedRequest, given: dict[str, str]) -> HttpResponse:
        rename_group(conversation=found, user=request.user, title=given["title"])
        messages.success(request, _("Changes saved."))
        return redirect("direct_details", found.pk)

    return process_form(
        request,
        "direct/details.html",
        TitleForm,
        rename,
        initial={"title": found.title},
        conversation=found,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    """GET chooses people to add to a group, POST adds them."""
    found = get_seated(viewer=request.user, conversation_id=conversation_id)
    if not found.is_group:
        raise NotAGroupError
    chosen, refusal, status = chosen_users(request), "", 200
    if request.method == "POST":
        try:
            add_members(conversation=found, user=request.user, usernames=names_of(request))
        except DomainError as error:
            refusal, status = str(error), error.status
        else:
            return redirect("direct_details", found.pk)
    context = {"conversation": found, "refusal": refusal}
    response = render_choice(request, "direct/members.html", chosen, **context)
    response.status_code = status
    return response


@login_required
@require_POST
def member_remove(
    request: AuthenticatedRequest, conversation_id: UUID, username: str
) -> HttpResponse:
    """Leave a group or, as its founder, remove a member."""
    found = get_seated(viewer=request.user, conversation_id=conversation_id)
    remove_member(conversation=found, user=request.user, username=username)
    if username == request.user.username:
        messages.success(request, _("You left the group."))
        return redirect("direct")
    return redirect("direct_details", conversation_id)


@login_required
@require_POST
def accept(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    found = get_seated(viewer=request.user, conversation_id=conversation_id)
    accept_request(conversation=found, user=request.user)
    return redirect("direct_conversation", conversation_id)


@login_required
@require_POST
def delete(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    """For oneself."""
    found = get_seated(viewer=request.user, conversation_id=conversation_id)
    delete_conversation(conversation=found, user=request.user)
    messages.success(request, _("Conversation deleted."))
    return redirect("direct_requests" if found.seat.is_request else "direct")


def _back_to_details(request: HttpRequest, switched: Switched[Conversation]) -> HttpResponse:
    return redirect("direct_details", switched.target.pk)


mute = login_required(toggle_view(MUTE, field="muted", respond=_back_to_details))
archive = login_required(toggle_view(ARCHIVE, field="archived", respond=_back_to_details))
