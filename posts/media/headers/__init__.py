"""What a picture's first bytes say, read without any decoder.

Only plain Python sees an upload in the web process. The readers are bounded in time and memory
whatever the file holds, and they stop at the first thing that cannot be.
"""

from collections.abc import Callable
from typing import IO

from posts.media.formats import ImageFormat
from posts.media.headers.base import Header
from posts.media.headers.gif import read_gif
from posts.media.headers.isobmff import read_avif, read_heif
from posts.media.headers.jpeg import read_jpeg
from posts.media.headers.png import read_png
from posts.media.headers.webp import read_webp

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
