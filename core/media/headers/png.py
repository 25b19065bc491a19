"""PNG: a chain of chunks from IHDR to IEND."""

import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, take
from core.media.headers.exif import orientation_of

# Encoders write 8 KB and more per chunk; whoever writes dust is left to the sandbox.
_MOST_CHUNKS = 20_000
_MOST_EXIF = 1 << 16


def read_png(file: IO[bytes]) -> Header:
    file.seek(8)
    length, kind, width, height = struct.unpack(">I4sII", take(file, 16))
    if (length, kind) != (13, b"IHDR"):
        raise DamagedFileError("IHDR must come first")
    file.seek(5 + 4, 1)
    return Header(width, height, orientation=_walk(file))


def _walk(file: IO[bytes]) -> int:
    """Go to the end, so that a cut is noticed; returns the orientation met on the way."""
    orientation = 1
    for _ in range(_MOST_CHUNKS):
        length, kind = struct.unpack(">I4s", take(file, 8))
        after = file.tell() + length + 4
        if kind == b"IEND":
            break
        if kind == b"eXIf" and length <= _MOST_EXIF:
            orientation = orientation_of(take(file, length))
        file.seek(after)
    return orientation
