"""Opens an upload and decodes it. Only for the sandbox."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import pillow_heif
from PIL import AvifImagePlugin, Image, ImageFile

from core.media.colour.convert import to_display
from core.media.colour.flatten import flatten
from core.media.colour.png import read_png_profile
from core.media.colour.space import ColourSpace, colour_space
from core.media.formats import IMAGE_MAX_PIXELS, ImageFormat
from core.media.headers import read_header
from core.media.headers.base import Header, oriented_size
from core.media.headers.exif import orientation_of
from core.media.repair import repaired
from core.media.rows import load_rows
from core.media.sniff import sniff

# Without thumbnails: a HEIC's thumbnail may show something else than the image.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # several workers run in parallel

# How to turn an image upright, by its EXIF orientation (CIPA DC-008, tag 0x0112).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class TooManyPixelsToDecodeError(Exception):
    """The image has more than IMAGE_MAX_PIXELS, whatever its header said at upload."""


@dataclass(frozen=True, slots=True)
class Source:
    """An image whose pixels are not decoded yet.

    `orientation` is how it has to be turned (EXIF, 1 to 8). `low_bytes` is the same image, if there
    are 16 bits per channel and one colour is transparent: then `image` has the high bytes.
    """

    image: ImageFile.ImageFile
    orientation: int
    space: ColourSpace
    low_bytes: ImageFile.ImageFile | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Of the upright image."""
        return oriented_size(*self.image.size, self.orientation)

    def decode(self, target: tuple[int, int]) -> Image.Image:
        """The pixels as they are stored, at least twice as large as `target` or whole; plain.

        Made for 64 megapixels in a process with a memory limit: an image is shrunk while it is
        decoded if the format allows it, and no second copy exists at full size. Raises any error
        of the decoder.
        """
        height = self.image.height
        self.image.draft(None, target)  # a JPEG at a half, a quarter or an eighth of its size
        load_rows(self.image, height)
        if self.low_bytes:
            load_rows(self.low_bytes, height)
        return flatten(self.image, target, self.low_bytes)

    def finish(self, image: Image.Image) -> Image.Image:
        """Decoded and scaled pixels, turned upright and in the colours of renditions."""
        upright = image.transpose(_TURNS[self.orientation]) if self.orientation in _TURNS else image
        return to_display(upright, self.space)


@contextmanager
def open_source(file: IO[bytes]) -> Iterator[Source]:
    """Raises TooManyPixelsToDecodeError and any error of the decoder."""
    image_format = sniff(file)
    header = read_header(file, image_format)
    _check_pixels(header.display_size)
    sound = repaired(file, image_format, header)
    try:
        with _open(sound, image_format) as image:
            _check_pixels(image.size)
            yield _source(image, image_format, header, file, sound)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsToDecodeError from error


def _source(
    image: ImageFile.ImageFile,
    image_format: ImageFormat,
    header: Header,
    file: IO[bytes],
    sound: IO[bytes],
) -> Source:
    is_png = image_format is ImageFormat.PNG
    profile = read_png_profile(file) if is_png else image.info.get("icc_profile")
    orientation = header.orientation
    if image_format in {ImageFormat.WEBP, ImageFormat.AVIF, ImageFormat.HEIF}:
        # The decoder turns a HEIC itself, and tells how an AVIF has to be turned.
        orientation = orientation_of(image.info.get("exif") or b"")
    space = colour_space(header.colours, profile, image.mode)
    return Source(image, orientation, space, _low_bytes(image, sound))


def _open(file: IO[bytes], image_format: ImageFormat) -> ImageFile.ImageFile:
    file.seek(0)
    return Image.open(file, formats=[image_format.value])


def _low_bytes(image: ImageFile.ImageFile, sound: IO[bytes]) -> ImageFile.ImageFile | None:
    """Of a PNG whose transparent colour has 16 bits per channel: Pillow decodes one byte of two."""
    if image.format != "PNG" or "transparency" not in image.info:
        return None
    (tile,) = image.tile
    if tile.args != "RGB;16B":
        return None
    low = _open(sound, ImageFormat.PNG)
    low.tile = [tile._replace(args="RGB;16L")]
    return low


def _check_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > IMAGE_MAX_PIXELS:
        raise TooManyPixelsToDecodeError
