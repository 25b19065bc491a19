"""GIF (GIF89a): the logical screen, then blocks up to the first frame."""

import os
import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, read_exactly

_EXTENSION, _IMAGE = 0x21, 0x2C
_MAX_BLOCKS = 20_000


def read_gif(file: IO[bytes]) -> Header:
    file.seek(6)
    width, height, flags, _, _ = struct.unpack("<HHBBB", read_exactly(file, 7))
    if flags & 0x80:
        file.seek(3 << (flags & 7) + 1, os.SEEK_CUR)  # the global palette
    right, bottom = _first_frame(file)
    # Decoders enlarge the image where a frame is larger than the screen.
    return Header(max(width, right), max(height, bottom))


def _first_frame(file: IO[bytes]) -> tuple[int, int]:
    """Its right and bottom edge. An extension is a chain of blocks; an empty block ends it."""
    in_extension = False
    for _ in range(_MAX_BLOCKS):
        byte = read_exactly(file, 1)[0]
        if in_extension:
            file.seek(byte, os.SEEK_CUR)
            in_extension = byte != 0
        elif byte == _EXTENSION:
            file.seek(1, os.SEEK_CUR)  # the extension's label
            in_extension = True
        elif byte == _IMAGE:
            left, top, width, height = struct.unpack("<HHHH", read_exactly(file, 8))
            return left + width, top + height
        else:
            break
    raise DamagedFileError("no frame found")
