"""What a client may send: text becomes a validated frame, or a BadFrameError."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

FRAME_MAX_BYTES = 64 * 1024
POSTS_MAX = 50
CLIENT_ID_MAX_LENGTH = 64

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class BadFrameError(Exception):
    """The client's mistake: `code` for programs, `detail` for people."""

    def __init__(self, code: str, detail: StrOrPromise) -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


@dataclass(frozen=True)
class Ping:
    pass


@dataclass(frozen=True)
class Subscribe:
    """With `catch_up` the current counters are sent at once: they may have changed since the page
    was rendered."""

    posts: tuple[UUID, ...]
    catch_up: bool = False


@dataclass(frozen=True)
class Unsubscribe:
    """From all posts where `posts` is None."""

    posts: tuple[UUID, ...] | None


@dataclass(frozen=True)
class SendMessage:
    """`fields` are those of the API's body, still to be validated."""

    conversation_id: UUID
    client_id: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class MarkRead:
    conversation_id: UUID
    up_to: int


@dataclass(frozen=True)
class Typing:
    conversation_id: UUID


Frame = Ping | Subscribe | Unsubscribe | SendMessage | MarkRead | Typing


def parse_frame(text: str | None, data: bytes | None = None) -> Frame:
    """Raises BadFrameError, nothing else."""
    content = _content(text, data)
    match content.get("type"):
        case "ping":
            return Ping()
        case "subscribe":
            return Subscribe(_posts(content.get("posts")), content.get("catch_up") is True)
        case "unsubscribe":
            return Unsubscribe(_posts(content["posts"]) if "posts" in content else None)
        case "message.send":
            return _message(content)
        case "read":
            return MarkRead(_conversation(content), _seq(content.get("up_to")))
        case "typing":
            return Typing(_conversation(content))
    raise BadFrameError("unknown_type", _("This type of frame is not known."))


def _content(text: str | None, data: bytes | None) -> dict[str, Any]:
    if len(data or b"") > FRAME_MAX_BYTES or len((text or "").encode()) > FRAME_MAX_BYTES:
        raise BadFrameError("too_large", _("A frame has at most 64 KB."))
    if text is None:
        raise BadFrameError("not_json", _("Frames are JSON objects, sent as text."))
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    # Also nesting as deep as 64 KB allow, and numbers too long to be read.
    except (ValueError, RecursionError) as error:
        raise BadFrameError("not_json", _("This is not JSON.")) from error
    if not isinstance(content, dict):
        raise BadFrameError("not_json", _("A frame is a JSON object."))
    return content


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity: Python reads them, JSON does not have them."""
    raise ValueError(name)


def _posts(value: object) -> tuple[UUID, ...]:
    """Each id once, in the order given."""
    if not isinstance(value, list) or not all(_is_uuid(each) for each in value):
        raise BadFrameError("invalid", _("“posts” is a list of the ids of posts."))
    ids = tuple(dict.fromkeys(UUID(each) for each in value))
    if len(ids) > POSTS_MAX:
        raise BadFrameError("too_many", _("That is more than 50 posts."))
    return ids


def _message(content: dict[str, Any]) -> SendMessage:
    client_id = content.get("client_id")
    if not isinstance(client_id, str) or len(client_id) > CLIENT_ID_MAX_LENGTH:
        raise BadFrameError("invalid", _("A message needs a “client_id”, up to 64 characters."))
    fields = {
        name: value for name, value in content.items() if name not in {"type", "conversation_id"}
    }
    return SendMessage(_conversation(content), client_id, fields)


def _conversation(content: dict[str, Any]) -> UUID:
    value = content.get("conversation_id")
    if not _is_uuid(value):
        raise BadFrameError("invalid", _("“conversation_id” is the id of a conversation."))
    return UUID(value)


def _seq(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**63:
        raise BadFrameError("invalid", _("“up_to” is the number of a message."))
    return value


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None
