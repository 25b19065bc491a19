"""PNG: Pillow refuses a file for what is wrong in its ancillary chunks."""

import struct
import zlib
from io import BytesIO
from typing import IO

from core.media.headers.base import file_size
from core.media.headers.png import Chunk, chunks, read_valid

_IMAGE_CHUNKS = frozenset({b"IHDR", b"PLTE", b"IDAT"})
_TRANSPARENCY_MAX_BYTES = 256
_PALETTE = 3
# By colour type: grey and RGB.
_SAMPLES = {0: 1, 2: 3}


def bare_png(file: IO[bytes]) -> IO[bytes]:
    """The image alone: critical chunks, and which colour is transparent.

    Colours and orientation are left to our own reader of headers. An APNG becomes its still image.
    If the file is cut off, the last chunk is as long as it can be.
    """
    size = file_size(file)
    bare = BytesIO()
    file.seek(0)
    bare.write(file.read(8))
    depth = colour_type = 0
    for chunk in chunks(file):
        if chunk.kind == b"IHDR":
            file.seek(chunk.start + 8)
            depth, colour_type = file.read(2)
        if chunk.kind == b"tRNS":
            data = read_valid(file, chunk, _TRANSPARENCY_MAX_BYTES)
            bare.write(_transparency(data or b"", depth, colour_type))
        elif chunk.kind in _IMAGE_CHUNKS:
            bare.write(_copied(file, chunk, size))
    bare.write(_chunk(b"IEND", b""))
    bare.seek(0)
    return bare


def _copied(file: IO[bytes], chunk: Chunk, size: int) -> bytes:
    if chunk.end > size:
        file.seek(chunk.start)
        return _chunk(chunk.kind, file.read(chunk.length))
    file.seek(chunk.start - 8)
    return file.read(chunk.length + 12)


def _transparency(data: bytes, depth: int, colour_type: int) -> bytes:
    """The chunk, with values as Pillow wants them; nothing if `data` does not fit the colour type.

    Pillow scales shades of less than 8 bits, but not the transparent one.
    """
    if colour_type == _PALETTE and data:
        return _chunk(b"tRNS", data)
    if len(data) != _SAMPLES.get(colour_type, 0) * 2 or not data:
        return b""
    largest = 2**depth - 1
    scale = max(1, 255 // largest)
    values = [(value & largest) * scale for value in struct.unpack(f">{len(data) // 2}H", data)]
    return _chunk(b"tRNS", struct.pack(f">{len(values)}H", *values))


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
