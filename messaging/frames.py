"""What a client may say: text becomes a checked frame, or a BadFrameError."""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from messaging.asgi import Message

MOST_BYTES = 64 * 1024
MOST_POSTS = 50

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class BadFrameError(Exception):
    """The client's mistake: `code` for its program, `detail` for its author."""

    def __init__(self, code: str, detail: StrOrPromise) -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


@dataclass(frozen=True)
class Ping:
    pass


@dataclass(frozen=True)
class Subscribe:
    """With `catch_up` the client is told how things stand now: they may have moved since its page
    was rendered."""

    posts: tuple[UUID, ...]
    catch_up: bool = False


@dataclass(frozen=True)
class Unsubscribe:
    """`posts` is None where all are meant."""

    posts: tuple[UUID, ...] | None


Frame = Ping | Subscribe | Unsubscribe


def parse(message: Message) -> Frame:
    """The frame of a `websocket.receive` message. Raises BadFrameError, nothing else."""
    content = _content(message)
    match content.get("type"):
        case "ping":
            return Ping()
        case "subscribe":
            return Subscribe(_posts(content.get("posts")), content.get("catch_up") is True)
        case "unsubscribe":
            return Unsubscribe(_posts(content["posts"]) if "posts" in content else None)
    raise BadFrameError("unknown_type", _("This type of frame is not known."))


def _content(message: Message) -> dict[str, Any]:
    text: str | None = message.get("text")
    if len(message.get("bytes") or b"") > MOST_BYTES or len((text or "").encode()) > MOST_BYTES:
        raise BadFrameError("too_large", _("A frame has at most 64 KB."))
    if text is None:
        raise BadFrameError("not_json", _("Frames are JSON objects, sent as text."))
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    # Nesting as deep as 64 KB allow, and numbers too long to be read.
    except (ValueError, RecursionError) as error:
        raise BadFrameError("not_json", _("This is not JSON.")) from error
    if not isinstance(content, dict):
        raise BadFrameError("not_json", _("A frame is a JSON object."))
    return content


def _refuse_constant(name: str) -> NoReturn:
    """NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(name)


def _posts(value: object) -> tuple[UUID, ...]:
    """The ids, each once, in the order given."""
    if not isinstance(value, list) or not all(_is_uuid(each) for each in value):
        raise BadFrameError("invalid", _("“posts” is a list of the ids of posts."))
    ids = tuple(dict.fromkeys(UUID(each) for each in value))
    if len(ids) > MOST_POSTS:
        raise BadFrameError("too_many", _("That is more than 50 posts."))
    return ids


def _is_uuid(value: object) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None
