"""AVIF and HEIC: nested boxes (ISO/IEC 14496-12 and 23008-12); `meta` describes the image."""

import struct
from collections.abc import Iterator
from typing import IO

from core.media.headers.base import DamagedFileError, Header, file_size, read_exactly

# A phone writes some KB; an image of a thousand tiles has about 100 KB.
_META_MAX_BYTES = 1 << 20
_MAX_BOXES = 256

Box = tuple[bytes, bytes]
"""A box's type and its body."""


def read_avif(file: IO[bytes]) -> Header:
    """Without `clap`: libavif's decoder, which Pillow uses, does not crop by it."""
    return _read(file, crop=False)


def read_heif(file: IO[bytes]) -> Header:
    """By the standard only the container turns a HEIC; its EXIF orientation is ignored."""
    return _read(file, crop=True)


def _read(file: IO[bytes], *, crop: bool) -> Header:
    try:
        properties = dict(_primary_properties(_meta(file)))
        width, height = struct.unpack_from(">II", properties[b"ispe"], 4)
        if crop and b"clap" in properties:
            width, height = _cropped_size(properties[b"clap"])
        quarter_turns = properties.get(b"irot", b"\0")[0] & 3
    except (KeyError, IndexError, struct.error) as error:
        raise DamagedFileError("no complete description of an image") from error
    return Header(width, height, orientation=6 if quarter_turns % 2 else 1)


def _cropped_size(clap: bytes) -> tuple[int, int]:
    """Width and height are fractions: numerator, denominator."""
    width, width_by, height, height_by = struct.unpack_from(">IIII", clap)
    return round(width / max(width_by, 1)), round(height / max(height_by, 1))


def _meta(file: IO[bytes]) -> bytes:
    """The body of `meta`. Reads all outer boxes' heads, to notice that a file is cut off."""
    end = file_size(file)
    meta = b""
    position = 0
    for _ in range(_MAX_BOXES):
        if position >= end:
            break
        file.seek(position)
        head = read_exactly(file, min(16, end - position))
        kind, head_length, length = _box_head(head, end - position)
        if kind == b"meta" and not meta and length <= _META_MAX_BYTES:
            file.seek(position + head_length)
            meta = read_exactly(file, length - head_length)
        position += length
    return meta[4:]


def _primary_properties(meta: bytes) -> Iterator[Box]:
    """The properties of the primary item."""
    boxes = dict(_boxes(meta))
    version = boxes[b"pitm"][0]
    (primary,) = struct.unpack_from(">I" if version else ">H", boxes[b"pitm"], 4)
    containers = dict(_boxes(boxes[b"iprp"]))
    properties = list(_boxes(containers[b"ipco"]))
    for index in _associations(containers[b"ipma"], primary):
        if index:  # counted from 1; 0 means none
            yield properties[index - 1]


def _associations(ipma: bytes, item: int) -> list[int]:
    """The indexes of the properties that belong to `item`."""
    version, wide = ipma[0], ipma[3] & 1
    (entries,) = struct.unpack_from(">I", ipma, 4)
    position = 8
    for _ in range(entries):
        (found,) = struct.unpack_from(">I" if version else ">H", ipma, position)
        position += 4 if version else 2
        count, position = ipma[position], position + 1
        indexes = struct.unpack_from(f">{count}{'H' if wide else 'B'}", ipma, position)
        position += count << wide
        if found == item:
            return [index & (0x7FFF if wide else 0x7F) for index in indexes]
    return []


def _boxes(data: bytes) -> Iterator[Box]:
    position = 0
    while position + 8 <= len(data):
        left = len(data) - position
        kind, head_length, length = _box_head(data[position : position + 16], left)
        yield kind, data[position + head_length : position + length]
        position += length


def _box_head(head: bytes, left: int) -> tuple[bytes, int, int]:
    """A box's type, the length of its head, and its whole length, in bytes.

    `left` is the number of bytes up to the end of the enclosing box or file.
    """
    length, kind = struct.unpack_from(">I4s", head)
    head_length = 8
    if length == 1:
        (length,) = struct.unpack_from(">Q", head, 8)
        head_length = 16
    elif length == 0:
        length = left
    if not head_length <= length <= left:
        raise DamagedFileError("a box longer than what encloses it")
    return kind, head_length, length
