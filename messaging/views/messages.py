"""What can be done to one message."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import AuthenticatedRequest, login_required
from core.errors import DomainError
from core.views import is_htmx, plain_error
from messaging.models import Message
from messaging.responses.pages import render_line
from messaging.selectors.conversations import get_seated
from messaging.selectors.messages import get_hydrated_message, get_message
from messaging.services.messages import unsend_message
from messaging.services.reactions import react, unreact


@login_required
@require_POST
def message_react(request: AuthenticatedRequest, message_id: UUID) -> HttpResponse:
    """By `emoji`; a blank one takes the reaction back."""
    found = get_message(viewer=request.user, message_id=message_id)
    emoji = request.POST.get("emoji", "")
    try:
        if emoji:
            react(message=found, user=request.user, emoji=emoji)
        else:
            unreact(message=found, user=request.user)
    except DomainError as error:
        if is_htmx(request):
            return plain_error(error)
        raise
    return _respond(request, get_hydrated_message(viewer=request.user, message_id=message_id))


@login_required
@require_POST
def message_unsend(request: AuthenticatedRequest, message_id: UUID) -> HttpResponse:
    found = get_message(viewer=request.user, message_id=message_id)
    unsend_message(message=found, user=request.user)
    return _respond(request, get_hydrated_message(viewer=request.user, message_id=message_id))


def _respond(request: AuthenticatedRequest, found: Message) -> HttpResponse:
    if not is_htmx(request):
        return redirect("direct_conversation", found.conversation_id)
    seated = get_seated(viewer=request.user, conversation_id=found.conversation_id)
    return render_line(request, seated, found)
