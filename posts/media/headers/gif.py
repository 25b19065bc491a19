"""GIF: the screen, then blocks up to the first frame."""

import struct
from typing import IO

from posts.media.headers.base import DamagedFileError, Header, take

_EXTENSION, _IMAGE = 0x21, 0x2C
_MOST_BLOCKS = 20_000


def read_gif(file: IO[bytes]) -> Header:
    file.seek(6)
    width, height, flags, _, _ = struct.unpack("<HHBBB", take(file, 7))
    if flags & 0x80:
        file.seek(3 << (flags & 7) + 1, 1)  # the palette
    right, bottom = _first_frame(file)
    # A frame may reach over its screen, and decoders then grow the picture.
    return Header(max(width, right), max(height, bottom))


def _first_frame(file: IO[bytes]) -> tuple[int, int]:
    blocks = 0
    while blocks < _MOST_BLOCKS:
        introducer = take(file, 1)[0]
        if introducer == _IMAGE:
            left, top, width, height = struct.unpack("<HHHH", take(file, 8))
            return left + width, top + height
        if introducer != _EXTENSION:
            break
        take(file, 1)
        while length := take(file, 1)[0]:
            file.seek(length, 1)
            blocks += 1
        blocks += 1
    raise DamagedFileError("no frame inside")
