"""Sending a post or a profile in a message."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required, user_page
from accounts.selectors import get_visible_user
from core.errors import DomainError, NotFoundError
from core.views import is_htmx, list_params
from messaging.forms import ShareForm
from messaging.models import Conversation
from messaging.selectors.conversations import conversations_page, get_seated
from messaging.selectors.people import recipients_page
from messaging.services.conversations import start_conversation
from messaging.services.messages import send_message
from posts.selectors.posts import get_card


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share_post(request: AuthenticatedRequest, key: str) -> HttpResponse:
    """GET chooses to whom, POST sends it."""
    post = get_card(viewer=request.user, key=key)
    return _share(request, {"post_id": post.pk}, post=post, back=post.get_absolute_url())


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@user_page(get_visible_user)
def share_profile(request: AuthenticatedRequest, user: User) -> HttpResponse:
    """GET chooses to whom, POST sends it."""
    return _share(request, {"username": user.username}, person=user, back=user.get_absolute_url())


def _share(request: AuthenticatedRequest, content: dict[str, Any], **shown: Any) -> HttpResponse:
    form = ShareForm(request.POST if request.method == "POST" else None)
    status = 200 if request.method != "POST" else 400
    if form.is_valid():
        try:
            conversation = _send(request, form.cleaned_data, content)
        except DomainError as error:
            form.add_domain_error(error)
            status = error.status
        else:
            messages.success(request, _("Sent."))
            return redirect("direct_conversation", conversation.pk)
    q = list_params(request)["q"]
    conversations = conversations_page(viewer=request.user, q=q).items
    # Those with whom there is none yet.
    peers = {conversation.seat.peer_id for conversation in conversations}
    people = recipients_page(viewer=request.user, q=q).items
    context = {
        "form": form,
        "client_id": form.data.get("client_id") or uuid4(),
        "conversations": conversations,
        "people": [user for user in people if user.pk not in peers],
        "q": q,
    }
    template = "direct/share.html#targets" if is_htmx(request) else "direct/share.html"
    return render(request, template, {**context, **shown}, status=status)


def _send(
    request: AuthenticatedRequest, given: dict[str, Any], content: dict[str, Any]
) -> Conversation:
    """Raises DomainError."""
    conversation = _target(request, given["to"])
    send_message(
        conversation=conversation,
        sender=request.user,
        client_id=given["client_id"],
        text=given["text"],
        **content,
    )
    return conversation


def _target(request: AuthenticatedRequest, to: str) -> Conversation:
    """The conversation of this id, or that with a user of this @name. Raises DomainError."""
    viewer = request.user
    if to.startswith("@"):
        begun, _is_new = start_conversation(user=viewer, usernames=[to[1:]])
        return get_seated(viewer=viewer, conversation_id=begun.pk)
    try:
        conversation_id = UUID(to)
    except ValueError as error:
        raise NotFoundError from error
    return get_seated(viewer=viewer, conversation_id=conversation_id)
