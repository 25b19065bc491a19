"""Reads an image's size and orientation from its header, without a decoder.

The web process parses uploads with these readers only. They are pure Python and bounded in time
and memory for any input, and they stop at the first contradiction.
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
    """Raises DamagedFileError if the file is cut off or contradicts itself.

    Raises TooComplexFileError if decoding would take far longer than the size lets expect.
    """
    return _READERS[image_format](file)
