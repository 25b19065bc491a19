"""Renders one small square of an image: upright, sRGB, without metadata."""

from typing import IO

from PIL import Image

from core.media.colour import is_plain, to_srgb
from core.media.crop import Box, Crop, centred
from core.media.decode import (
    check_pixels,
    flatten_in_bands,
    open_image,
    turn_upright,
    without_metadata,
)
from core.media.encode import blurhash_of, encode
from core.media.formats import RenditionFormat
from core.media.headers.base import oriented_size
from core.media.headers.exif import orientation_of
from core.media.presets import Preset
from core.media.rendered import Rendered, Rendition

SQUARE_SIDE = 320  # pixels: twice the largest size at which pages show one


def render_square(source: IO[bytes], *, crop: Crop | None, preset: Preset) -> Rendered:
    """Render `crop`, or the middle of the image, as one WebP; never enlarged.

    Only for the sandbox. Raises TooManyPixelsToDecodeError and any error of the decoder.
    """
    with open_image(source) as image:
        check_pixels(image.size)
        orientation = orientation_of(image.info.get("exif") or b"")
        width, height = oriented_size(*image.size, orientation)
        box = crop.box(width, height) if crop else centred(width, height)
        square = _cut(image, _stored_box(box, width, height, orientation), preset)
    square = without_metadata(turn_upright(square, orientation))
    content = encode(square, RenditionFormat.WEBP, preset)
    return Rendered(
        width=width,
        height=height,
        blurhash=blurhash_of(square),
        renditions=(Rendition(RenditionFormat.WEBP, square.width, square.height, content),),
    )


def _stored_box(box: Box, width: int, height: int, orientation: int) -> Box:
    """A box of the upright image in the coordinates of the stored one (EXIF orientation)."""
    left, top, right, bottom = box
    x, y = (left, width - right), (top, height - bottom)  # from the left or right, top or bottom
    stored_left, stored_top = {
        2: (x[1], y[0]),
        3: (x[1], y[1]),
        4: (x[0], y[1]),
        5: (y[0], x[0]),
        6: (y[0], x[1]),
        7: (y[1], x[1]),
        8: (y[1], x[0]),
    }.get(orientation, (x[0], y[0]))
    side = right - left
    return stored_left, stored_top, stored_left + side, stored_top + side


def _cut(image: Image.Image, box: Box, preset: Preset) -> Image.Image:
    """The box as sRGB, at most SQUARE_SIDE wide; decoded at no higher resolution than needed."""
    width, height = image.size
    side = max(1, min(SQUARE_SIDE, round(box[2] - box[0])))
    scale = side / (box[2] - box[0])
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    profile = image.info.get("icc_profile")
    image.draft(None, target)
    image.load()
    flat = image if is_plain(image) else flatten_in_bands(image, target)
    x_scale, y_scale = flat.width / width, flat.height / height
    shrunk = flat.resize(
        (side, side),
        Image.Resampling[preset.scaling],
        box=(box[0] * x_scale, box[1] * y_scale, box[2] * x_scale, box[3] * y_scale),
        reducing_gap=2.0,
    )
    return to_srgb(shrunk, profile)
