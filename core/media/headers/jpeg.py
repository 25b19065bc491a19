"""JPEG (ITU-T T.81): a chain of segments up to the first scan, then the scans."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from core.media.formats import IMAGE_MAX_PIXELS
from core.media.headers.base import DamagedFileError, Header, TooComplexFileError, read_exactly
from core.media.headers.exif import orientation_of
from core.media.headers.jpeg_scans import START_OF_SCAN, is_sharp

END_OF_IMAGE = b"\xff\xd9"
STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers without a segment."""

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_APP1 = 0xE1
# Cameras write some dozen segments; 30 MB of empty ones would take seconds to read.
_MAX_SEGMENTS = 2_000
_MAX_FILL_BYTES = 4_096
READ_BYTES = 1 << 18
# For each scan a decoder goes through all pixels again, though a scan may have 20 bytes: a file of
# 64 megapixels and 400 scans took 20 s. Encoders write about 10; libjpeg-turbo advises against
# more than 500 whatever the size.
_MAX_SCANS = 500
_MAX_SCANNED_PIXELS = 20 * IMAGE_MAX_PIXELS
_SCAN = bytes((0xFF, START_OF_SCAN))


@dataclass(frozen=True, slots=True)
class Segment:
    """`start` is where the body begins in the file, `length` that of the body."""

    marker: int
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the start-of-frame segment says."""

    width: int
    height: int
    components: int
    is_progressive: bool


def read_jpeg(file: IO[bytes]) -> Header:
    frame: _Frame | None = None
    orientation: int | None = None
    for segment in segments(file):
        if segment.marker in _START_OF_FRAME:
            frame = _read_frame(file, segment)
        elif segment.marker == _APP1 and orientation is None:
            orientation = _exif_orientation(read_exactly(file, segment.length))
    if frame is None:
        raise DamagedFileError("no frame found")
    is_cut = _is_cut(file, segment.start, frame)
    return Header(frame.width, frame.height, orientation or 1, is_cut=is_cut)


def segments(file: IO[bytes]) -> Iterator[Segment]:
    """All up to the header of the first scan; leaves the file at the start of each.

    Raises DamagedFileError if there is no scan.
    """
    file.seek(2)
    for _ in range(_MAX_SEGMENTS):
        marker, length = _next_segment(file)
        start = file.tell()
        yield Segment(marker, start, length)
        if marker == START_OF_SCAN:
            return
        file.seek(start + length)
    raise DamagedFileError("no scan found")


def is_progressive(marker: int) -> bool:
    """Whether a segment starts a frame in which each scan has all rows."""
    return marker in _PROGRESSIVE


def _read_frame(file: IO[bytes], segment: Segment) -> _Frame:
    _, height, width, components = struct.unpack(">BHHB", read_exactly(file, 6))
    return _Frame(width, height, components, is_progressive(segment.marker))


def _is_cut(file: IO[bytes], scan: int, frame: _Frame) -> bool:
    """Whether the file ends too early.

    Raises DamagedFileError if that is much too early, and TooComplexFileError. `scan` is where the
    header of the first scan begins.
    """
    file.seek(scan)
    further_scans, has_end = _scans_left(file)
    scans = 1 + further_scans
    if scans > _MAX_SCANS or scans * frame.width * frame.height > _MAX_SCANNED_PIXELS:
        raise TooComplexFileError(f"{scans} scans")
    if has_end:
        return False
    if frame.is_progressive:
        file.seek(scan - 2)
        if not is_sharp(file.read(), frame.components):
            raise DamagedFileError("too few scans")
    return True


def _next_segment(file: IO[bytes]) -> tuple[int, int]:
    """The next marker, and the length of its body in bytes."""
    marker = _next_marker(file)
    if marker in STANDALONE:
        return marker, 0
    if marker == END_OF_IMAGE[1]:
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


def _scans_left(file: IO[bytes]) -> tuple[int, bool]:
    """How many scans begin before the image or the file ends, and whether the image does.

    Inside a scan 0xFF is always followed by 0x00 or a restart, so no other marker can occur there.
    """
    scans, last = 0, b""
    while chunk := file.read(READ_BYTES):
        data = last + chunk
        end = data.find(END_OF_IMAGE)
        scans += data.count(_SCAN, 0, end if end >= 0 else len(data))
        if end >= 0:
            return scans, True
        last = chunk[-1:]
    return scans, False
