"""PNG (ISO/IEC 15948): a chain of chunks from IHDR to IEND."""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from core.media.headers.base import ColourTags, DamagedFileError, Header, file_size, read_exactly
from core.media.headers.exif import orientation_of

# Encoders write chunks of 8 KB and more; a file of tiny chunks is left to the sandbox.
_MAX_CHUNKS = 20_000
_FACT_MAX_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """`start` is where the data begins in the file, `length` the declared length of the data."""

    kind: bytes
    start: int
    length: int

    @property
    def end(self) -> int:
        """Behind the checksum."""
        return self.start + self.length + 4


def chunks(file: IO[bytes]) -> Iterator[Chunk]:
    """All chunks up to IEND or the end of the file; the last one may be cut off."""
    position = 8
    while True:
        file.seek(position)
        head = file.read(8)
        if len(head) < 8:
            return
        length, kind = struct.unpack(">I4s", head)
        chunk = Chunk(kind, position + 8, length)
        yield chunk
        if kind == b"IEND":
            return
        position = chunk.end


def read_valid(file: IO[bytes], chunk: Chunk, max_bytes: int) -> bytes | None:
    """The data of a chunk; None if it is longer, cut off, or its checksum is wrong."""
    if chunk.length > max_bytes:
        return None
    file.seek(chunk.start)
    data = file.read(chunk.length)
    checksum = zlib.crc32(chunk.kind + data)
    return data if file.read(4) == checksum.to_bytes(4, "big") else None


def read_png(file: IO[bytes]) -> Header:
    """Whatever is wrong with an ancillary chunk: it is ignored, as in browsers."""
    size = file_size(file)
    width, height = _dimensions(file)
    facts: dict[str, Any] = {}
    has_data = False
    last = Chunk(b"", 0, 0)
    seen: set[bytes] = set()
    for last in islice(chunks(file), _MAX_CHUNKS):
        has_data = has_data or (last.kind == b"IDAT" and last.start < size)
        # libpng, and so browsers, ignore what comes after the image or for a second time.
        if last.kind not in seen and (last.kind == b"eXIf" or not has_data):
            facts |= _fact(file, last)
        seen.add(last.kind)
    is_cut = last.kind != b"IEND" and last.end > size - 8
    if is_cut and not has_data:
        raise DamagedFileError("no image data")
    orientation = facts.pop("orientation", 1)
    return Header(width, height, orientation, ColourTags(**facts), is_cut)


def _dimensions(file: IO[bytes]) -> tuple[int, int]:
    file.seek(8)
    length, kind, width, height = struct.unpack(">I4sII", read_exactly(file, 16))
    if (length, kind) != (13, b"IHDR"):
        raise DamagedFileError("the first chunk is not IHDR")
    return width, height


def _fact(file: IO[bytes], chunk: Chunk) -> dict[str, Any]:
    """What one chunk says about orientation or colours, by the name of the field in the header."""
    length, read = _FACTS.get(chunk.kind, (None, None))
    if read is None or (length and chunk.length != length):
        return {}
    data = read_valid(file, chunk, _FACT_MAX_BYTES)
    return read(data) if data else {}


def _numbers(data: bytes) -> tuple[float, ...]:
    return tuple(number / 100_000 for number in struct.unpack(f">{len(data) // 4}I", data))


# By the kind of the chunk: its length, and what its data say.
_FACTS: dict[bytes, tuple[int | None, Callable[[bytes], dict[str, Any]]]] = {
    b"eXIf": (None, lambda data: {"orientation": orientation_of(data)}),
    b"cICP": (4, lambda data: {"cicp": (data[0], data[1])}),
    b"sRGB": (1, lambda _: {"is_srgb": True}),
    b"gAMA": (4, lambda data: {"gamma": _numbers(data)[0]}),
    b"cHRM": (32, lambda data: {"chromaticities": _numbers(data)}),
}
