"""AVIF and HEIC: boxes in boxes, of which `meta` describes the picture."""

import struct
from collections.abc import Iterator
from typing import IO

from core.media.headers.base import DamagedFileError, Header, length_of, take

# A phone's is some KB; a grid of a thousand tiles has about 100.
_MOST_META = 1 << 20
_MOST_BOXES = 256

Property = tuple[bytes, bytes]
"""A box's kind and its body."""


def read_avif(file: IO[bytes]) -> Header:
    """Decoders of AVIF in this house do not crop by `clap`."""
    return _read(file, crop=False)


def read_heif(file: IO[bytes]) -> Header:
    """By the standard only the container turns a HEIC; an EXIF orientation in it is no order."""
    return _read(file, crop=True)


def _read(file: IO[bytes], *, crop: bool) -> Header:
    try:
        properties = dict(_properties_of_primary(_meta(file)))
        width, height = struct.unpack_from(">II", properties[b"ispe"], 4)
        if crop and b"clap" in properties:
            width, height = _cropped(properties[b"clap"])
        quarter_turns = properties.get(b"irot", b"\0")[0] & 3
    except (KeyError, IndexError, struct.error) as error:
        raise DamagedFileError("no described picture inside") from error
    return Header(width, height, orientation=6 if quarter_turns % 2 else 1)


def _cropped(clap: bytes) -> tuple[int, int]:
    width, width_by, height, height_by = struct.unpack_from(">IIII", clap)
    return round(width / max(width_by, 1)), round(height / max(height_by, 1))


def _meta(file: IO[bytes]) -> bytes:
    """The body of `meta`. Walks all outer boxes, so that a cut is noticed."""
    end = length_of(file)
    found = b""
    position = 0
    for _ in range(_MOST_BOXES):
        if position >= end:
            break
        file.seek(position)
        kind, header, length = _box_head(take(file, min(16, end - position)), end - position)
        if kind == b"meta" and not found and length <= _MOST_META:
            file.seek(position + header)
            found = take(file, length - header)
        position += length
    return found[4:]


def _properties_of_primary(meta: bytes) -> Iterator[Property]:
    boxes = dict(_boxes(meta))
    version = boxes[b"pitm"][0]
    (primary,) = struct.unpack_from(">I" if version else ">H", boxes[b"pitm"], 4)
    holders = dict(_boxes(boxes[b"iprp"]))
    known = list(_boxes(holders[b"ipco"]))
    for index in _associations(holders[b"ipma"], primary):
        if index:  # counted from 1; 0 means none
            yield known[index - 1]


def _associations(ipma: bytes, item: int) -> list[int]:
    """The numbers of the properties that belong to `item`."""
    version, wide = ipma[0], ipma[3] & 1
    (entries,) = struct.unpack_from(">I", ipma, 4)
    position = 8
    for _ in range(entries):
        (found,) = struct.unpack_from(">I" if version else ">H", ipma, position)
        position += 4 if version else 2
        count, position = ipma[position], position + 1
        numbers = struct.unpack_from(f">{count}{'H' if wide else 'B'}", ipma, position)
        position += count << wide
        if found == item:
            return [number & (0x7FFF if wide else 0x7F) for number in numbers]
    return []


def _boxes(data: bytes) -> Iterator[Property]:
    position = 0
    while position + 8 <= len(data):
        left = len(data) - position
        kind, header, length = _box_head(data[position : position + 16], left)
        yield kind, data[position + header : position + length]
        position += length


def _box_head(head: bytes, left: int) -> tuple[bytes, int, int]:
    """A box's kind, the length of its header, and its whole length, in bytes."""
    length, kind = struct.unpack_from(">I4s", head)
    header = 8
    if length == 1:
        (length,) = struct.unpack_from(">Q", head, 8)
        header = 16
    elif length == 0:
        length = left
    if not header <= length <= left:
        raise DamagedFileError("a box that is longer than its file")
    return kind, header, length
