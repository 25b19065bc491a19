"""GIF: the screen, then blocks up to the first frame."""

import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, take

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
    """Its right and lower edge. Extensions are chains of blocks that end with an empty one."""
    inside = False
    for _ in range(_MOST_BLOCKS):
        byte = take(file, 1)[0]
        if inside:
            file.seek(byte, 1)
            inside = byte != 0
        elif byte == _EXTENSION:
            file.seek(1, 1)  # its kind
            inside = True
        elif byte == _IMAGE:
            left, top, width, height = struct.unpack("<HHHH", take(file, 8))
            return left + width, top + height
        else:
            break
    raise DamagedFileError("no frame inside")
