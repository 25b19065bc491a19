"""How the child hands its result back: a line of JSON, then the pictures' bytes in that order.

The reader believes nothing: a picture may have taken the child over. (So no pickle, and no file
name from there.)
"""

import json
import re
from dataclasses import dataclass
from typing import IO, Any

from core.media.formats import RenditionFormat
from core.media.rendered import Rendered, Rendition

_MOST_HEAD = 1 << 16
_MOST = 1 << 26  # pixels of a side, or bytes of a picture
_BLURHASH = re.compile(r"[0-9A-Za-z#$%*+,\-.:;=?@\[\]^_{|}~]{6,64}")


class MalformedAnswerError(Exception):
    """Not what the child writes when it is well."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The child's own word that the picture is at fault; `code` is a key of MEDIA_ERRORS."""

    code: str


def write_answer(answer: Rendered | Refusal, stream: IO[bytes]) -> None:
    if isinstance(answer, Refusal):
        stream.write(json.dumps({"refused": answer.code}).encode() + b"\n")
        return
    head = {
        "width": answer.width,
        "height": answer.height,
        "blurhash": answer.blurhash,
        "renditions": [[r.format, r.width, r.height, len(r.content)] for r in answer.renditions],
    }
    stream.write(json.dumps(head).encode() + b"\n")
    stream.writelines(rendition.content for rendition in answer.renditions)


def read_answer(stream: IO[bytes]) -> Rendered | Refusal:
    """Raises MalformedAnswerError."""
    try:
        head = json.loads(stream.readline(_MOST_HEAD))
        if "refused" in head:
            return Refusal(str(head["refused"]))
        return _rendered(head, stream)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise MalformedAnswerError(str(error)) from error


def _rendered(head: dict[str, Any], stream: IO[bytes]) -> Rendered:
    renditions = tuple(_rendition(stream, *described) for described in head["renditions"])
    if not renditions:
        raise ValueError("no pictures")
    return Rendered(
        width=_count(head["width"]),
        height=_count(head["height"]),
        blurhash=_blurhash(head["blurhash"]),
        renditions=renditions,
    )


def _rendition(
    stream: IO[bytes], kind: object, width: object, height: object, length: object
) -> Rendition:
    content = stream.read(_count(length))
    if len(content) != length:
        raise ValueError("a picture is cut off")
    return Rendition(RenditionFormat(str(kind)), _count(width), _count(height), content)


def _count(number: object) -> int:
    """Bounded, since a read reserves as much memory as it is told to."""
    if not isinstance(number, int) or not 1 <= number <= _MOST:
        raise ValueError("not a count")
    return number


def _blurhash(text: object) -> str:
    if not isinstance(text, str) or not _BLURHASH.fullmatch(text):
        raise ValueError("not a blurhash")
    return text
