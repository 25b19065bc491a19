"""The list of conversations, and the lines of one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.requests import AuthenticatedRequest
from core.views import is_htmx, list_params
from messaging.forms import MessageForm
from messaging.models import Conversation, Message, Participant
from messaging.selectors.conversations import conversations_page, requests_count
from messaging.selectors.search import found_messages

# Messages of one sender that follow each other within this time are shown as one block.
BLOCK = timedelta(minutes=10)


@dataclass(frozen=True)
class Line:
    """A message and its place among its neighbours."""

    message: Message
    # The first of its day.
    opens_day: bool
    # The first and the last of a block of its sender.
    opens: bool
    closes: bool


def lines_of(messages: Sequence[Message], *, before: Message | None = None) -> list[Line]:
    """`messages`, oldest first, after the message `before`."""
    return list(_lines(list(messages), before))


def _lines(messages: Sequence[Message], before: Message | None) -> Iterator[Line]:
    around = [before, *messages, None]
    for place, message in enumerate(messages):
        previous, following = around[place], around[place + 2]
        opens_day = previous is None or _day(previous) != _day(message)
        opens = opens_day or not _is_block(previous, message)
        yield Line(message, opens_day, opens, not _is_block(message, following))


def _day(message: Message) -> object:
    return message.created_at.date()


def _is_block(one: Message | None, next_one: Message | None) -> bool:
    if one is None or next_one is None or one.sender_id != next_one.sender_id:
        return False
    return next_one.created_at - one.created_at < BLOCK and _day(one) == _day(next_one)


def list_context(request: AuthenticatedRequest, folder: str) -> dict[str, Any]:
    """The pane with a folder's conversations; a search also finds messages, on its first page."""
    viewer, params = request.user, list_params(request)
    page = conversations_page(viewer=viewer, folder=folder, **params)
    context = {"folder": folder, "page": page, "q": params["q"], "is_list": True}
    if params["q"] and params["cursor"] is None:
        context["found"] = found_messages(viewer=viewer, q=params["q"]).items
    if folder == Participant.Folder.INBOX:
        context["requests"] = requests_count(viewer=viewer)
    return context


def pane_context(request: AuthenticatedRequest, folder: str) -> dict[str, Any]:
    """The same pane beside a conversation: the first page of its folder."""
    page = conversations_page(viewer=request.user, folder=folder)
    requests = requests_count(viewer=request.user)
    return {"folder": folder, "page": page, "requests": requests, "is_beside": True}


def render_folder(request: AuthenticatedRequest, folder: str) -> HttpResponse:
    """HTMX gets the next rows of the list, or the whole list for a new search."""
    part = _part(request) if is_htmx(request) else ""
    template = f"direct/_layout.html{part}" if part else "direct/inbox.html"
    return render(request, template, list_context(request, folder))


def _part(request: HttpRequest) -> str:
    if request.GET.get("cursor"):
        return "#rows"
    is_list = request.headers.get("HX-Target") == "conversation-list"
    return "#list" if is_list or request.GET.get("part") == "list" else ""


def new_form() -> MessageForm:
    return MessageForm(initial={"client_id": uuid4()})


def render_line(
    request: HttpRequest, conversation: Conversation, message: Message, status: int = 200
) -> HttpResponse:
    """One message by itself; the page's script knows its neighbours."""
    context = {"lines": lines_of([message]), "conversation": conversation}
    return render(request, "direct/_lines.html", context, status=status)
