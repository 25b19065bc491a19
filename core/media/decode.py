"""From an original to one upright sRGB picture of the size of the largest rendition.

Made for 50 megapixels in a capped process: what can be shrunk while it is decoded is, and nothing
is ever held twice at full size.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import pillow_heif
from PIL import AvifImagePlugin, Image

from core.media.colour import flat_mode, flattened, is_plain, to_srgb
from core.media.headers import read_header
from core.media.headers.base import upright
from core.media.headers.exif import orientation_of
from core.media.ladder import ladder
from core.media.limits import MAX_IMAGE_PIXELS
from core.media.sniff import sniff

# The thumbnail inside a HEIC may show something else than the picture does.
pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # one picture, one core: the workers are the parallel part

_BAND = 256  # rows that are flattened at a time
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
    """The decoder sees more than the limit, whatever the header said at upload."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`width` and `height` are the upright original's; `picture` is RGB and carries no info."""

    width: int
    height: int
    picture: Image.Image


def decode(source: IO[bytes], *, scaling: Image.Resampling) -> Decoded:
    """Of an animation, the first frame. Raises whatever the decoder does."""
    with opened(source) as picture:
        return _decoded(picture, scaling)


@contextmanager
def opened(source: IO[bytes]) -> Iterator[Image.Image]:
    """Its header read, nothing decoded yet; within the limit of pixels."""
    image_format = sniff(source)
    refuse_too_many(read_header(source, image_format).shown)
    source.seek(0)
    try:
        with Image.open(source, formats=[image_format.value]) as picture:
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixelsToDecodeError from error


def _decoded(picture: Image.Image, scaling: Image.Resampling) -> Decoded:
    refuse_too_many(picture.size)
    orientation = orientation_of(picture.info.get("exif") or b"")
    profile = picture.info.get("icc_profile")
    width, height = upright(*picture.size, orientation)
    target = upright(*ladder(width, height)[-1], orientation)
    picture.draft(None, target)  # a JPEG is decoded at a half, a quarter or an eighth
    shrunk = to_srgb(_shrunk(picture, target, scaling), profile)
    return Decoded(width, height, bare(turned(shrunk, orientation)))


def refuse_too_many(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_IMAGE_PIXELS:
        raise TooManyPixelsToDecodeError


def _shrunk(opened: Image.Image, target: tuple[int, int], scaling: Image.Resampling) -> Image.Image:
    opened.load()
    picture = opened if is_plain(opened) else flattened_in_bands(opened, target)
    return picture.resize(target, scaling, reducing_gap=2.0)


def flattened_in_bands(picture: Image.Image, target: tuple[int, int]) -> Image.Image:
    """A palette or transparency over 50 megapixels would otherwise cost another 400 MB."""
    width, height = picture.size
    factor = max(1, min(width // target[0], height // target[1]) // 2)
    canvas = Image.new(flat_mode(picture), (-(-width // factor), -(-height // factor)))
    for top in range(0, height, _BAND * factor):
        band = picture.crop((0, top, width, min(height, top + _BAND * factor)))
        canvas.paste(flattened(band).reduce(factor), (0, top // factor))
    return canvas


def turned(picture: Image.Image, orientation: int) -> Image.Image:
    """Upright."""
    return picture.transpose(_TURNS[orientation]) if orientation in _TURNS else picture


def bare(picture: Image.Image) -> Image.Image:
    """Encoders write what they find in `info`, so the pixels move to a picture without any."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare
