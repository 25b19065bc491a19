"""JPEG: Pillow refuses a file for what is wrong in its application segments."""

from io import BytesIO
from typing import IO

from core.media.headers.base import Header
from core.media.headers.jpeg import END_OF_IMAGE, STANDALONE, Segment, is_progressive, segments

_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
# What says how to read the colours: how the segment begins, and how long it is at least.
_KEPT = {0xE0: (b"JFIF\0", 14), 0xE2: (b"ICC_PROFILE\0", 14), 0xEE: (b"Adobe", 12)}
# libjpeg reads some bytes ahead, and without them would not decode the last block. With the mark
# for the end of the image, which it waits for if there are several scans, it would fill up a single
# one with grey, and the missing rows could not be told from the others.
_PADDING = b"\xff\0" * 8


def bare_jpeg(file: IO[bytes], header: Header) -> IO[bytes]:
    """The first image alone, and its ICC profile. The orientation is left to our own reader.

    If the file is cut off, it gets an end that a decoder can do with. Raises DamagedFileError.
    """
    bare = BytesIO()
    bare.write(b"\xff\xd8")
    end = _PADDING
    for segment in segments(file):
        body = file.read(segment.length)
        if is_progressive(segment.marker):
            end = END_OF_IMAGE
        if _is_kept(segment, body):
            bare.write(bytes((0xFF, segment.marker)) + (len(body) + 2).to_bytes(2, "big") + body)
    bare.write(file.read())
    if header.is_cut:
        bare.write(end)
    return bare


def _is_kept(segment: Segment, body: bytes) -> bool:
    if segment.marker == _COMMENT or segment.marker in _APPLICATION:
        start, length = _KEPT.get(segment.marker, (b"", 0))
        return length <= len(body) and body.startswith(start) and bool(start)
    return segment.marker not in STANDALONE
