"""PNG (ISO/IEC 15948): a chain of chunks from IHDR to IEND."""

import os
import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, read_exactly
from core.media.headers.exif import orientation_of

# Encoders write chunks of 8 KB and more; a file of tiny chunks is left to the sandbox.
_MAX_CHUNKS = 20_000
_EXIF_MAX_BYTES = 1 << 16


def read_png(file: IO[bytes]) -> Header:
    file.seek(8)
    length, kind, width, height = struct.unpack(">I4sII", read_exactly(file, 16))
    if (length, kind) != (13, b"IHDR"):
        raise DamagedFileError("the first chunk is not IHDR")
    file.seek(5 + 4, os.SEEK_CUR)
    return Header(width, height, orientation=_orientation(file))


def _orientation(file: IO[bytes]) -> int:
    """From the eXIf chunk. Reads all chunks up to IEND, to notice that a file is cut off."""
    orientation = 1
    for _ in range(_MAX_CHUNKS):
        length, kind = struct.unpack(">I4s", read_exactly(file, 8))
        end = file.tell() + length + 4
        if kind == b"IEND":
            break
        if kind == b"eXIf" and length <= _EXIF_MAX_BYTES:
            orientation = orientation_of(read_exactly(file, length))
        file.seek(end)
    return orientation
