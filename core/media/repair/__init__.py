"""Rewrites files that our decoders refuse although browsers show them. Only for the sandbox."""

from io import BytesIO
from typing import IO

from core.media.formats import ImageFormat
from core.media.headers.base import Header
from core.media.repair.jpeg import bare_jpeg
from core.media.repair.png import bare_png
from core.media.repair.webp import shortened_webp

# Decoders look at the major brand only; that of many files is a generic one.
_MAJOR_BRANDS = {ImageFormat.AVIF: b"avif", ImageFormat.HEIF: b"heic"}


def repaired(file: IO[bytes], image_format: ImageFormat, header: Header) -> IO[bytes]:
    """The file itself, or one in memory that shows the same image. May raise DamagedFileError."""
    match image_format:
        case ImageFormat.PNG:
            return bare_png(file)
        case ImageFormat.WEBP:
            return shortened_webp(file)
        case ImageFormat.AVIF | ImageFormat.HEIF:
            return _with_major_brand(file, _MAJOR_BRANDS[image_format])
        case ImageFormat.JPEG:
            return bare_jpeg(file, header)
    return file


def _with_major_brand(file: IO[bytes], brand: bytes) -> IO[bytes]:
    file.seek(0)
    head = file.read(12)
    return file if head[8:] == brand else BytesIO(head[:8] + brand + file.read())
