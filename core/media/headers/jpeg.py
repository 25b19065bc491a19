"""JPEG: a chain of segments up to the first scan."""

import struct
from typing import IO

from core.media.headers.base import DamagedFileError, Header, take
from core.media.headers.exif import orientation_of

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_APP1, _START_OF_SCAN, _END = 0xE1, 0xDA, 0xD9
# A camera writes some dozen; 30 MB of empty ones would cost a worker seconds.
_MOST_SEGMENTS = 2_000
_MOST_JUNK = 4_096
_CHUNK = 1 << 18


def read_jpeg(file: IO[bytes]) -> Header:
    file.seek(2)
    size: tuple[int, int] | None = None
    orientation: int | None = None
    for _ in range(_MOST_SEGMENTS):
        marker, length = _next_segment(file)
        after = file.tell() + length
        if marker in _START_OF_FRAME:
            _, height, width = struct.unpack(">BHH", take(file, 5))
            size = (width, height)
        elif marker == _APP1 and orientation is None:
            orientation = _orientation_in(take(file, length))
        file.seek(after)
        if marker == _START_OF_SCAN:
            break
    if size is None or not _has_end(file):
        raise DamagedFileError("no whole picture inside")
    return Header(*size, orientation=orientation or 1)


def _next_segment(file: IO[bytes]) -> tuple[int, int]:
    """The next marker, and the length of its body in bytes."""
    marker = _next_marker(file)
    if marker in _STANDALONE:
        return marker, 0
    if marker == _END:
        raise DamagedFileError("no picture inside")
    (length,) = struct.unpack(">H", take(file, 2))
    if length < 2:
        raise DamagedFileError("a segment shorter than its own length")
    return marker, length - 2


def _next_marker(file: IO[bytes]) -> int:
    """Over padding and the junk that some programs leave between segments."""
    previous = 0
    for _ in range(_MOST_JUNK):
        byte = take(file, 1)[0]
        if previous == 0xFF and byte not in (0x00, 0xFF):
            return byte
        previous = byte
    raise DamagedFileError("no marker where one must be")


def _orientation_in(segment: bytes) -> int | None:
    """None where it is another APP1, such as XMP."""
    return orientation_of(segment) if segment.startswith(b"Exif\0\0") else None


def _has_end(file: IO[bytes]) -> bool:
    """Inside a scan 0xFF is always followed by 0x00 or a restart, so the end mark is unique."""
    last = b""
    while chunk := file.read(_CHUNK):
        if b"\xff\xd9" in last + chunk:
            return True
        last = chunk[-1:]
    return False
