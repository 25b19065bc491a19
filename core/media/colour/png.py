"""The ICC profile of a PNG, which is compressed."""

import zlib
from typing import IO

from core.media.headers.png import chunks, read_valid

# Those of printers and scanners hold tables of some megabytes.
_PROFILE_MAX_BYTES = 8 * 1024**2


def read_png_profile(file: IO[bytes]) -> bytes | None:
    """None if there is none, or none that can be read."""
    for chunk in chunks(file):
        if chunk.kind == b"iCCP":
            return _decompressed(read_valid(file, chunk, _PROFILE_MAX_BYTES) or b"")
        if chunk.kind == b"IDAT":
            break
    return None


def _decompressed(data: bytes) -> bytes | None:
    """From a name, a zero byte, the method 0 and the compressed profile."""
    _, _, content = data.partition(b"\0")
    if content[:1] != b"\0":
        return None
    stream = zlib.decompressobj()
    try:
        profile = stream.decompress(content[1:], _PROFILE_MAX_BYTES)
    except zlib.error:
        return None
    return profile if stream.eof else None
