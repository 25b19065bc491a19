"""Checks an upload in the web process: size, format and dimensions, without decoding it."""

from dataclasses import dataclass
from typing import IO

from core.media.errors import (
    EmptyFileError,
    TooComplexError,
    TooLargeError,
    TooManyPixelsError,
    UnreadableImageError,
    UnsupportedMediaError,
    VideoNotYetError,
)
from core.media.formats import IMAGE_MAX_BYTES, IMAGE_MAX_PIXELS, ImageFormat
from core.media.headers import read_header
from core.media.headers.base import DamagedFileError, TooComplexFileError, file_size
from core.media.sniff import UnknownFormatError, VideoFileError, sniff


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """An acceptable upload. `width` and `height` are in pixels, as displayed (upright).

    `is_cut`: the file ends too early; whether little enough is missing, only a decoder can tell.
    """

    format: ImageFormat
    width: int
    height: int
    is_cut: bool

    @property
    def mime(self) -> str:
        return self.format.mime

    @property
    def extension(self) -> str:
        """Without the dot, e.g. `jpg`; from the content, never from the file's name."""
        return self.format.extension


def inspect_image(file: IO[bytes]) -> ImageInfo:
    """Read the header of an uploaded file; leaves the file at its start.

    No decoder and no C library runs here: that is left to the sandbox, which can still find a
    file unreadable that passes here.

    Raises EmptyFileError, TooLargeError, UnsupportedMediaError, TooManyPixelsError,
    TooComplexError or UnreadableImageError.
    """
    try:
        return _inspect(file)
    except VideoFileError as error:
        raise VideoNotYetError from error
    except UnknownFormatError as error:
        raise UnsupportedMediaError from error
    except TooComplexFileError as error:
        raise TooComplexError from error
    except DamagedFileError as error:
        raise UnreadableImageError from error
    finally:
        file.seek(0)


def _inspect(file: IO[bytes]) -> ImageInfo:
    size = file_size(file)
    if not size:
        raise EmptyFileError
    image_format = _sniff_within_limit(file, size)
    header = read_header(file, image_format)
    width, height = header.display_size
    if width * height > IMAGE_MAX_PIXELS:
        raise TooManyPixelsError.of(width, height)
    return ImageInfo(image_format, width, height, header.is_cut)


def _sniff_within_limit(file: IO[bytes], size: int) -> ImageFormat:
    """A large video is reported as a video, not as a photo over the size limit."""
    try:
        image_format = sniff(file)
    except UnknownFormatError as error:
        if size > IMAGE_MAX_BYTES and not isinstance(error, VideoFileError):
            raise TooLargeError.of(size) from error
        raise
    if size > IMAGE_MAX_BYTES:
        raise TooLargeError.of(size)
    return image_format
