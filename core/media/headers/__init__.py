"""What a picture's first bytes say, read without any decoder.

Only plain Python sees an upload in the web process. The readers are bounded in time and memory
whatever the file holds, and they stop at the first thing that cannot be.
"""

from collections.abc import Callable
from typing import IO

from core.media.formats import ImageFormat
from core.media.headers.base import Header
from core.media.headers.gif import read_gif
from core.media.headers.isobmff import read_avif, read_heif
from core.media.headers.jpeg import read_jpeg
from core.media.headers.png import read_png
from core.media.headers.webp import read_webp

_READERS: dict[ImageFormat, Callable[[IO[bytes]], Header]] = {
    ImageFormat.JPEG: read_jpeg,
    ImageFormat.PNG: read_png,
    ImageFormat.WEBP: read_webp,
    ImageFormat.AVIF: read_avif,
    ImageFormat.HEIF: read_heif,
    ImageFormat.GIF: read_gif,
}


def read_header(file: IO[bytes], image_format: ImageFormat) -> Header:
    """Raises DamagedFileError where the file is cut off or contradicts itself."""
    return _READERS[image_format](file)
