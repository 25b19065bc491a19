"""WebP (RFC 9649): a RIFF container that starts with one of three image chunks."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from core.media.headers.base import DamagedFileError, Header, file_size, read_exactly
from core.media.headers.exif import orientation_of

_MAX_CHUNKS = 20_000  # an animation has one per frame
_EXIF_MAX_BYTES = 1 << 16
_IMAGE_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"ANMF"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """`start` is where the data begins in the file; a chunk has an even number of bytes."""

    kind: bytes
    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


def chunks(file: IO[bytes]) -> Iterator[Chunk]:
    """At most 20,000; the last one may be cut off."""
    position = 12
    for _ in range(_MAX_CHUNKS):
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return
        kind, length = struct.unpack("<4sI", head)
        chunk = Chunk(kind, position + 8, length)
        yield chunk
        position = chunk.end + length % 2


def declared_size(file: IO[bytes]) -> int:
    """The length of the whole file, as its head says."""
    file.seek(4)
    return 8 + int.from_bytes(read_exactly(file, 4), "little")


def read_webp(file: IO[bytes]) -> Header:
    size = file_size(file)
    # The padding of an odd last chunk may be missing; and metadata come after the image.
    if declared_size(file) > size + 1 and not _has_image(file, size):
        raise DamagedFileError("shorter than its declared length")
    file.seek(0)
    head = read_exactly(file, 30)
    kind = head[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        height = int.from_bytes(head[27:30], "little") + 1
        return Header(width, height, _orientation(file))
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", head, 26)
        return Header(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and head[20] == 0x2F:
        (bits,) = struct.unpack_from("<I", head, 21)
        return Header((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    raise DamagedFileError("no image chunk found")


def _has_image(file: IO[bytes], size: int) -> bool:
    """Whether the first image, or the first frame, is there up to its end."""
    image = next((each for each in chunks(file) if each.kind in _IMAGE_CHUNKS), None)
    return image is not None and image.end <= size


def _orientation(file: IO[bytes]) -> int:
    exif = next((each for each in chunks(file) if each.kind == b"EXIF"), None)
    if exif is None or exif.length > _EXIF_MAX_BYTES:
        return 1
    file.seek(exif.start)
    return orientation_of(file.read(exif.length))
