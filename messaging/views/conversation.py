"""A conversation: its messages, and the form that sends one."""

from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.requests import AuthenticatedRequest, login_required, user_page
from accounts.selectors import get_visible_user
from core.errors import DomainError
from core.views import is_htmx, list_cursor, plain_error
from core.web.bodies import accepts_photos
from messaging.forms import MessageForm
from messaging.models import Conversation, Message, Participant
from messaging.params import read_after_seq
from messaging.responses.pages import lines_of, new_form, pane_context, render_line
from messaging.selectors.conversations import find_pair, get_conversation, get_seated
from messaging.selectors.messages import (
    find_replied,
    find_sent,
    get_hydrated_message,
    messages_page,
)
from messaging.services.conversations import start_conversation
from messaging.services.messages import Sent, send_message
from messaging.services.seats import mark_read
from posts.services.media import discard_media, upload_media

MESSAGES = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@accepts_photos(1)
def conversation(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    """GET shows the newest messages, and marks them as read; POST sends one.

    HTMX gets the older ones before `cursor`, or those after `after_seq`, with `one` the first of
    them.
    """
    if request.method == "POST":
        return _send(request, conversation_id)
    if is_htmx(request) and "after_seq" in request.GET:
        return _newer(request, conversation_id)
    found = get_conversation(viewer=request.user, conversation_id=conversation_id)
    context = _messages(request, found)
    if is_htmx(request) and context["is_older"]:
        return render(request, "direct/_lines.html", context)
    if request.method == "GET" and not context["is_older"] and found.seat.unread_count > 0:
        mark_read(conversation=found, user=request.user, up_to=found.seat.last_seq)
        found.seat.read_up_to = found.seat.last_seq
    return _render(request, found, new_form(), **context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@accepts_photos(1)
@user_page(get_visible_user)
def conversation_with(request: AuthenticatedRequest, user: User) -> HttpResponse:
    """The conversation with a user; it begins with the first message, which POST sends."""
    viewer = request.user
    if user == viewer:
        return redirect("direct")
    if request.method == "POST":
        return _send_first(request, user)
    known = find_pair(viewer=viewer, other=user)
    if known is not None:
        return redirect("direct_conversation", known.pk)
    return _render(request, None, new_form(), person=user)


def _messages(request: AuthenticatedRequest, found: Conversation) -> dict[str, Any]:
    cursor = list_cursor(request)
    page = messages_page(viewer=request.user, conversation=found, cursor=cursor, limit=MESSAGES)
    return {
        "conversation": found,
        "lines": lines_of(page.items[::-1]),
        "older": page.next,
        "is_older": cursor is not None,
        "replying_to": _replied(request, found),
    }


def _replied(request: AuthenticatedRequest, found: Conversation) -> Message | None:
    given = request.POST.get("reply_to") or request.GET.get("reply")
    return find_replied(viewer=request.user, conversation=found, message_id=given or "")


def _newer(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    """Messages that the page does not have yet, and what became of the last one."""
    found = get_conversation(viewer=request.user, conversation_id=conversation_id)
    after = read_after_seq(request.GET.get("after_seq"))
    limit = 1 if "one" in request.GET else MESSAGES
    page = messages_page(viewer=request.user, conversation=found, after_seq=after, limit=limit)
    context = {"conversation": found, "lines": lines_of(page.items), "has_more": page.next}
    return render(request, "direct/_newer.html", context)


def _send(request: AuthenticatedRequest, conversation_id: UUID) -> HttpResponse:
    form = MessageForm(request.POST, request.FILES)
    found = get_seated(viewer=request.user, conversation_id=conversation_id)
    try:
        sent = _sent(request, form, found)
    except DomainError as error:
        if is_htmx(request):
            return plain_error(error)
        shown = get_conversation(viewer=request.user, conversation_id=conversation_id)
        form.add_domain_error(error)
        return _render(request, shown, form, status=error.status, **_messages(request, shown))
    if is_htmx(request):
        message = get_hydrated_message(viewer=request.user, message_id=sent.message.id)
        return render_line(request, found, message)
    return redirect("direct_conversation", conversation_id)


def _send_first(request: AuthenticatedRequest, user: User) -> HttpResponse:
    form = MessageForm(request.POST, request.FILES)
    try:
        _check(form)
        begun, _is_new = start_conversation(user=request.user, usernames=[user.username])
        found = get_seated(viewer=request.user, conversation_id=begun.pk)
        _sent(request, form, found)
    except DomainError as error:
        form.add_domain_error(error)
        return _render(request, None, form, status=error.status, person=user)
    return redirect("direct_conversation", found.pk)


def _sent(request: AuthenticatedRequest, form: MessageForm, found: Conversation) -> Sent:
    """Raises DomainError, also for what the form refuses."""
    given = _check(form)
    photo = given.pop("photo")
    if photo is None:
        return send_message(conversation=found, sender=request.user, **given)
    return _sent_with(photo, request.user, found, given)


def _sent_with(photo: IO[bytes], sender: User, found: Conversation, given: dict[str, Any]) -> Sent:
    """The same form twice has uploaded its photo before. Raises DomainError."""
    first = find_sent(sender=sender, client_id=given["client_id"])
    if first is not None and first.conversation_id == found.pk:
        return Sent(first, is_new=False)
    media = upload_media(owner=sender, file=photo)
    try:
        return send_message(conversation=found, sender=sender, media_id=media.pk, **given)
    except DomainError:
        discard_media(media=media)
        raise


def _check(form: MessageForm) -> dict[str, Any]:
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        form.errors.clear()
        raise DomainError(str(problems[0]), attr=field)
    given = form.cleaned_data
    if not given["text"] and given["photo"] is None:
        raise DomainError(_("Write something first."), code="blank", attr="text")
    return given


def _render(
    request: AuthenticatedRequest,
    found: Conversation | None,
    form: MessageForm,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    folder = found.seat.folder if found else Participant.Folder.INBOX
    current = found.pk if found else None
    context = {**pane_context(request, folder), "form": form, "current": current, **context}
    return render(request, "direct/conversation.html", context, status=status)
