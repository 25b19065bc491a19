"""AVIF and HEIC: nested boxes (ISO/IEC 14496-12 and 23008-12); `meta` describes the image."""

import struct
from collections.abc import Iterable, Iterator
from typing import IO

from core.media.formats import ImageFormat
from core.media.headers.base import (
    ColourTags,
    DamagedFileError,
    Header,
    file_size,
    read_exactly,
)

# A phone writes some KB; an image of a thousand tiles has about 100 KB.
_META_MAX_BYTES = 1 << 20
_MAX_BOXES = 256
_IMAGE_BOXES = frozenset({b"meta", b"mdat"})
_CODECS = {
    b"hvc1": ImageFormat.HEIF,
    b"hev1": ImageFormat.HEIF,
    b"av01": ImageFormat.AVIF,
}

Box = tuple[bytes, bytes]
"""A box's type and its body."""


def read_avif(file: IO[bytes]) -> Header:
    """Without `clap`: libavif's decoder, which Pillow uses, does not crop by it."""
    return _read(file, crop=False)


def read_heif(file: IO[bytes]) -> Header:
    """By the standard only the container turns a HEIC; its EXIF orientation is ignored."""
    return _read(file, crop=True)


def coded_format(file: IO[bytes]) -> ImageFormat | None:
    """The format by the codec of the images inside; None if it is neither HEVC nor AV1.

    Raises DamagedFileError.
    """
    try:
        items = _item_types(_first_boxes(_boxes(_meta(file)))[b"iinf"])
    except (KeyError, struct.error) as error:
        raise DamagedFileError("no list of items") from error
    return next((_CODECS[item] for item in items if item in _CODECS), None)


def _read(file: IO[bytes], *, crop: bool) -> Header:
    try:
        boxes = _primary_properties(_meta(file))
        properties = _first_boxes(boxes)
        width, height = struct.unpack_from(">II", properties[b"ispe"], 4)
        if crop and b"clap" in properties:
            width, height = _cropped_size(properties[b"clap"])
        quarter_turns = properties.get(b"irot", b"\0")[0] & 3
    except (KeyError, IndexError, struct.error) as error:
        raise DamagedFileError("no complete description of an image") from error
    orientation = 6 if quarter_turns % 2 else 1
    return Header(width, height, orientation, ColourTags(nclx=_nclx(boxes)))


def _nclx(properties: list[Box]) -> tuple[int, int] | None:
    """Primaries and transfer function of a `colr` box; another one may hold an ICC profile."""
    for kind, body in properties:
        if kind == b"colr" and body[:4] == b"nclx" and len(body) >= 8:
            return struct.unpack_from(">HH", body, 4)
    return None


def _cropped_size(clap: bytes) -> tuple[int, int]:
    """Width and height are fractions: numerator, denominator."""
    width, width_by, height, height_by = struct.unpack_from(">IIII", clap)
    return round(width / max(width_by, 1)), round(height / max(height_by, 1))


def _meta(file: IO[bytes]) -> bytes:
    """The body of `meta`. Reads the heads of the outer boxes, to notice that a file is cut off.

    Behind them there may be anything: phones append what they like, and decoders do not look.
    """
    end = file_size(file)
    meta = b""
    position = 0
    for _ in range(_MAX_BOXES):
        if end - position < 8:
            break
        file.seek(position)
        kind, head_length, length = _box_head(file.read(16))
        length = length or end - position
        if not head_length <= length <= end - position:
            if kind in _IMAGE_BOXES or not meta:
                raise DamagedFileError("the file ends too early")
            break
        if kind == b"meta" and not meta and length <= _META_MAX_BYTES:
            file.seek(position + head_length)
            meta = read_exactly(file, length - head_length)
        position += length
    return meta[4:]


def _primary_properties(meta: bytes) -> list[Box]:
    """The properties of the primary item."""
    boxes = _first_boxes(_boxes(meta))
    version = boxes[b"pitm"][0]
    (primary,) = struct.unpack_from(">I" if version else ">H", boxes[b"pitm"], 4)
    containers = _first_boxes(_boxes(boxes[b"iprp"]))
    properties = list(_boxes(containers[b"ipco"]))
    # Counted from 1; 0 means none.
    return [properties[at - 1] for at in _associations(containers[b"ipma"], primary) if at]


def _item_types(iinf: bytes) -> Iterator[bytes]:
    start = 8 if iinf[:1] > b"\0" else 6
    for _, infe in _boxes(iinf[start:]):
        version = infe[0] if infe else 0
        if version >= 2:
            yield infe[8:12] if version == 2 else infe[10:14]


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


def _first_boxes(boxes: Iterable[Box]) -> dict[bytes, bytes]:
    """By type; the first of each."""
    found: dict[bytes, bytes] = {}
    for kind, body in boxes:
        found.setdefault(kind, body)
    return found


def _boxes(data: bytes) -> Iterator[Box]:
    position = 0
    while position + 8 <= len(data):
        left = len(data) - position
        kind, head_length, length = _box_head(data[position : position + 16])
        length = length or left
        if not head_length <= length <= left:
            raise DamagedFileError("a box longer than what encloses it")
        yield kind, data[position + head_length : position + length]
        position += length


def _box_head(head: bytes) -> tuple[bytes, int, int]:
    """A box's type, the length of its head, and its whole length in bytes: 0 means the rest."""
    length, kind = struct.unpack_from(">I4s", head)
    if length != 1:
        return kind, 8, length
    return kind, 16, int.from_bytes(head[8:16], "big")
