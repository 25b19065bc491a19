"""Decodes an upload to one upright sRGB image of the size of its largest rendition.

Made for 50 megapixels in a process with a memory limit: images are shrunk during decoding where
the format allows it, and no second copy exists at full size.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import pillow_heif
from PIL import AvifImagePlugin, Image

from core.media.colour import flat_mode, flatten, is_plain, to_srgb
from core.media.formats import IMAGE_MAX_PIXELS
from core.media.headers import read_header
from core.media.headers.base import oriented_size
from core.media.headers.exif import orientation_of
from core.media.sizes import sizes_for
from core.media.sniff import sniff

# Without thumbnails: a HEIC's thumbnail may show something else than the image.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # several workers run in parallel

_BAND_ROWS = 256
# How to turn an image upright, by its EXIF orientation (CIPA DC-008, tag 0x0112).
_TRANSPOSES = {
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
class Decoded:
    """`width` and `height` are the upright original's, in pixels; `image` is shrunk RGB."""

    width: int
    height: int
    image: Image.Image


def decode(source: IO[bytes], *, scaling: Image.Resampling) -> Decoded:
    """Decode an image; of an animation, the first frame.

    Raises TooManyPixelsToDecodeError and any error of the decoder.
    """
    with open_image(source) as image:
        return _decode(image, scaling)


@contextmanager
def open_image(source: IO[bytes]) -> Iterator[Image.Image]:
    """An image whose header is read and within the limit, but whose pixels are not decoded yet."""
    image_format = sniff(source)
    check_pixels(read_header(source, image_format).display_size)
    source.seek(0)
    try:
        with Image.open(source, formats=[image_format.value]) as image:
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsToDecodeError from error


def check_pixels(size: tuple[int, int]) -> None:
    """Raises TooManyPixelsToDecodeError."""
    if size[0] * size[1] > IMAGE_MAX_PIXELS:
        raise TooManyPixelsToDecodeError


def _decode(image: Image.Image, scaling: Image.Resampling) -> Decoded:
    check_pixels(image.size)
    orientation = orientation_of(image.info.get("exif") or b"")
    profile = image.info.get("icc_profile")
    width, height = oriented_size(*image.size, orientation)
    target = oriented_size(*sizes_for(width, height)[-1], orientation)
    image.draft(None, target)  # a JPEG is decoded at a half, a quarter or an eighth of its size
    shrunk = to_srgb(_shrink(image, target, scaling), profile)
    return Decoded(width, height, without_metadata(turn_upright(shrunk, orientation)))


def _shrink(image: Image.Image, target: tuple[int, int], scaling: Image.Resampling) -> Image.Image:
    image.load()
    flat = image if is_plain(image) else flatten_in_bands(image, target)
    return flat.resize(target, scaling, reducing_gap=2.0)


def flatten_in_bands(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    """Flatten an image band by band, and shrink it to at least twice the size of `target`.

    At once, 50 megapixels with a palette or transparency would take another 400 MB.
    """
    width, height = image.size
    factor = max(1, min(width // target[0], height // target[1]) // 2)
    flat = Image.new(flat_mode(image), (-(-width // factor), -(-height // factor)))
    for top in range(0, height, _BAND_ROWS * factor):
        band = image.crop((0, top, width, min(height, top + _BAND_ROWS * factor)))
        flat.paste(flatten(band).reduce(factor), (0, top // factor))
    return flat


def turn_upright(image: Image.Image, orientation: int) -> Image.Image:
    """Undo an EXIF orientation (1 to 8)."""
    return image.transpose(_TRANSPOSES[orientation]) if orientation in _TRANSPOSES else image


def without_metadata(image: Image.Image) -> Image.Image:
    """A copy of the pixels alone: encoders write the metadata that they find in `info`."""
    copy = Image.new("RGB", image.size)
    copy.paste(image)
    return copy
