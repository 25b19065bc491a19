"""WebP (RFC 9649): a RIFF container that starts with one of three image chunks."""

import os
import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, file_size, read_exactly
from core.media.headers.exif import orientation_of

_HAS_EXIF = 0x08
_MAX_CHUNKS = 20_000  # an animation has one per frame
_EXIF_MAX_BYTES = 1 << 16


def read_webp(file: IO[bytes]) -> Header:
    size = file_size(file)
    file.seek(0)
    head = read_exactly(file, 30)
    (declared,) = struct.unpack_from("<I", head, 4)
    if declared + 8 > size + 1:  # the padding of an odd last chunk may be missing
        raise DamagedFileError("shorter than its declared length")
    kind = head[12:16]
    if kind == b"VP8X":
        return _read_extended(file, head)
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", head, 26)
        return Header(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and head[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", head, 21)
        return Header((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    raise DamagedFileError("no image chunk found")


def _read_extended(file: IO[bytes], head: bytes) -> Header:
    width = int.from_bytes(head[24:27], "little") + 1
    height = int.from_bytes(head[27:30], "little") + 1
    return Header(width, height, orientation=_orientation(file) if head[20] & _HAS_EXIF else 1)


def _orientation(file: IO[bytes]) -> int:
    file.seek(12)
    for _ in range(_MAX_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        kind, length = struct.unpack("<4sI", head)
        if kind == b"EXIF" and length <= _EXIF_MAX_BYTES:
            return orientation_of(read_exactly(file, length))
        file.seek(length + length % 2, os.SEEK_CUR)
    return 1
