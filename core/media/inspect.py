"""What an uploaded file really is: told from its first bytes, in the web process, undecoded."""

from dataclasses import dataclass
from typing import IO

from core.media.errors import (
    EmptyFileError,
    TooLargeError,
    TooManyPixelsError,
    UnreadableImageError,
    UnsupportedMediaError,
    VideoNotYetError,
)
from core.media.formats import ImageFormat
from core.media.headers import read_header
from core.media.headers.base import DamagedFileError, length_of
from core.media.limits import MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS
from core.media.sniff import UnknownFormatError, VideoFileError, sniff


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """A picture that may be posted. `width` and `height` are pixels, as shown (upright)."""

    format: ImageFormat
    width: int
    height: int

    @property
    def mime(self) -> str:
        return self.format.mime

    @property
    def extension(self) -> str:
        """Without the dot, e.g. `jpg`; from the content, never from the file's name."""
        return self.format.extension


def inspect_image(file: IO[bytes]) -> ImageInfo:
    """Read the header of an uploaded file; leaves the file at its start.

    Nothing is decoded and no C library sees the bytes: that is for the sandbox. A file that
    passes here can still turn out to be broken there.

    Raises EmptyFileError, TooLargeError, UnsupportedMediaError, TooManyPixelsError or
    UnreadableImageError.
    """
    try:
        return _inspect(file)
    except VideoFileError as error:
        raise VideoNotYetError from error
    except UnknownFormatError as error:
        raise UnsupportedMediaError from error
    except DamagedFileError as error:
        raise UnreadableImageError from error
    finally:
        file.seek(0)


def _inspect(file: IO[bytes]) -> ImageInfo:
    length = length_of(file)
    if not length:
        raise EmptyFileError
    image_format = _sniff_within_limit(file, length)
    width, height = read_header(file, image_format).shown
    if width * height > MAX_IMAGE_PIXELS:
        raise TooManyPixelsError.of(width, height)
    return ImageInfo(image_format, width, height)


def _sniff_within_limit(file: IO[bytes], length: int) -> ImageFormat:
    """Whoever sends a video hears that it is one, not that it is over a picture's 30 MB."""
    try:
        image_format = sniff(file)
    except UnknownFormatError as error:
        if length > MAX_IMAGE_BYTES and not isinstance(error, VideoFileError):
            raise TooLargeError.of(length) from error
        raise
    if length > MAX_IMAGE_BYTES:
        raise TooLargeError.of(length)
    return image_format
