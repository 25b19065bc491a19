"""GIF (GIF89a): the logical screen, then blocks up to the end of the first frame."""

import struct
from typing import IO

from core.media.formats import IMAGE_MAX_BYTES
from core.media.headers.base import DamagedFileError, Header, read_exactly

_EXTENSION, _IMAGE = 0x21, 0x2C
_MAX_BLOCKS = 20_000
_SCREEN_BYTES = 13
_MAX_FRAME_BLOCKS = IMAGE_MAX_BYTES // 256 + 1


def read_gif(file: IO[bytes]) -> Header:
    file.seek(6)
    width, height, flags, _, _ = struct.unpack("<HHBBB", read_exactly(file, 7))
    file.seek(_SCREEN_BYTES + _palette_bytes(flags))
    right, bottom = _first_frame(file)
    # Decoders enlarge the image where a frame is larger than the screen.
    return Header(max(width, right), max(height, bottom), is_cut=not _has_end(file))


def _palette_bytes(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _first_frame(file: IO[bytes]) -> tuple[int, int]:
    """Its right and bottom edge; leaves the file at the frame's blocks.

    An extension is a chain of blocks; an empty block ends it.
    """
    in_extension = False
    for _ in range(_MAX_BLOCKS):
        byte = read_exactly(file, 1)[0]
        if in_extension:
            file.seek(file.tell() + byte)
            in_extension = byte != 0
        elif byte == _EXTENSION:
            file.seek(file.tell() + 1)  # the extension's label
            in_extension = True
        elif byte == _IMAGE:
            left, top, width, height, flags = struct.unpack("<HHHHB", read_exactly(file, 9))
            file.seek(file.tell() + _palette_bytes(flags) + 1)  # the size of the codes
            return left + width, top + height
        else:
            break
    raise DamagedFileError("no frame found")


def _has_end(file: IO[bytes]) -> bool:
    """Whether the frame's chain of blocks ends with an empty one.

    Encoders fill their blocks. A chain of more than a file of full ones has is left to the sandbox.
    """
    data = file.read()
    position = 0
    for _ in range(_MAX_FRAME_BLOCKS):
        if position >= len(data):
            return False
        if not data[position]:
            return True
        position += 1 + data[position]
    return False
