"""WebP: libwebp refuses a file whose end is missing, even if that was only metadata."""

import struct
from io import BytesIO
from typing import IO

from core.media.headers.base import file_size
from core.media.headers.webp import chunks, declared_size


def shortened_webp(file: IO[bytes]) -> IO[bytes]:
    """The file up to its last whole chunk, if its end is missing."""
    size = file_size(file)
    if declared_size(file) <= size + 1:
        return file
    end = max((chunk.end for chunk in chunks(file) if chunk.end <= size), default=size)
    file.seek(0)
    content = file.read(end)
    return BytesIO(content[:4] + struct.pack("<I", end - 8) + content[8:])
