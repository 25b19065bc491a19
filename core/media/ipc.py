"""The format of the sandboxed process's output: a line of JSON, then the files' bytes in order.

The reader validates everything, because a hostile image may have taken over the process. For the
same reason the format is not pickle and carries no file names.
"""

import json
import re
from dataclasses import dataclass
from typing import IO, Any

from core.media.formats import RenditionFormat
from core.media.rendered import Rendered, Rendition

_HEADER_MAX_BYTES = 1 << 16
_NUMBER_MAX = 1 << 26  # pixels of a side, or bytes of a file
_BLURHASH = re.compile(r"[0-9A-Za-z#$%*+,\-.:;=?@\[\]^_{|}~]{6,64}")


class MalformedResultError(Exception):
    """The output is not what `write_result` writes."""


@dataclass(frozen=True, slots=True)
class RenderFailure:
    """The sandboxed process refuses the image; `code` is a key of MEDIA_ERRORS."""

    code: str


def write_result(result: Rendered | RenderFailure, stream: IO[bytes]) -> None:
    if isinstance(result, RenderFailure):
        stream.write(json.dumps({"failure": result.code}).encode() + b"\n")
        return
    header = {
        "width": result.width,
        "height": result.height,
        "blurhash": result.blurhash,
        "renditions": [[r.format, r.width, r.height, len(r.content)] for r in result.renditions],
    }
    stream.write(json.dumps(header).encode() + b"\n")
    stream.writelines(rendition.content for rendition in result.renditions)


def read_result(stream: IO[bytes]) -> Rendered | RenderFailure:
    """Raises MalformedResultError."""
    try:
        header = json.loads(stream.readline(_HEADER_MAX_BYTES))
        if "failure" in header:
            return RenderFailure(str(header["failure"]))
        return _rendered(header, stream)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise MalformedResultError(str(error)) from error


def _rendered(header: dict[str, Any], stream: IO[bytes]) -> Rendered:
    renditions = tuple(_rendition(stream, *fields) for fields in header["renditions"])
    if not renditions:
        raise ValueError("no renditions")
    return Rendered(
        width=_number(header["width"]),
        height=_number(header["height"]),
        blurhash=_blurhash(header["blurhash"]),
        renditions=renditions,
    )


def _rendition(
    stream: IO[bytes], kind: object, width: object, height: object, length: object
) -> Rendition:
    content = stream.read(_number(length))
    if len(content) != length:
        raise ValueError("a rendition is cut off")
    return Rendition(RenditionFormat(str(kind)), _number(width), _number(height), content)


def _number(value: object) -> int:
    """Bounded: `read(n)` allocates `n` bytes up front."""
    if not isinstance(value, int) or not 1 <= value <= _NUMBER_MAX:
        raise ValueError("not a number within the limits")
    return value


def _blurhash(text: object) -> str:
    if not isinstance(text, str) or not _BLURHASH.fullmatch(text):
        raise ValueError("not a blurhash")
    return text
