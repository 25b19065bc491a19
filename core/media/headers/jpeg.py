"""JPEG (ITU-T T.81): a chain of segments up to the first scan."""

import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, read_exactly
from core.media.headers.exif import orientation_of

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_APP1, _START_OF_SCAN, _END_OF_IMAGE = 0xE1, 0xDA, 0xD9
# Cameras write some dozen segments; 30 MB of empty ones would take seconds to read.
_MAX_SEGMENTS = 2_000
_MAX_FILL_BYTES = 4_096
_READ_BYTES = 1 << 18


def read_jpeg(file: IO[bytes]) -> Header:
    file.seek(2)
    size: tuple[int, int] | None = None
    orientation: int | None = None
    for _ in range(_MAX_SEGMENTS):
        marker, length = _next_segment(file)
        end = file.tell() + length
        if marker in _START_OF_FRAME:
            _, height, width = struct.unpack(">BHH", read_exactly(file, 5))
            size = (width, height)
        elif marker == _APP1 and orientation is None:
            orientation = _exif_orientation(read_exactly(file, length))
        file.seek(end)
        if marker == _START_OF_SCAN:
            break
    if size is None or not _has_end(file):
        raise DamagedFileError("no complete image found")
    return Header(*size, orientation=orientation or 1)


def _next_segment(file: IO[bytes]) -> tuple[int, int]:
    """The next marker, and the length of its body in bytes."""
    marker = _next_marker(file)
    if marker in _STANDALONE:
        return marker, 0
    if marker == _END_OF_IMAGE:
        raise DamagedFileError("the image ends before its first scan")
    (length,) = struct.unpack(">H", read_exactly(file, 2))
    if length < 2:
        raise DamagedFileError("a segment shorter than its length field")
    return marker, length - 2


def _next_marker(file: IO[bytes]) -> int:
    """Skips fill bytes, and the garbage that some programs leave between segments."""
    previous = 0
    for _ in range(_MAX_FILL_BYTES):
        byte = read_exactly(file, 1)[0]
        if previous == 0xFF and byte not in (0x00, 0xFF):
            return byte
        previous = byte
    raise DamagedFileError("no marker found")


def _exif_orientation(segment: bytes) -> int | None:
    """None for an APP1 segment of another kind, such as XMP."""
    return orientation_of(segment) if segment.startswith(b"Exif\0\0") else None


def _has_end(file: IO[bytes]) -> bool:
    """Inside a scan 0xFF is always followed by 0x00 or a restart, so EOI cannot occur there."""
    last = b""
    while chunk := file.read(_READ_BYTES):
        if b"\xff\xd9" in last + chunk:
            return True
        last = chunk[-1:]
    return False
