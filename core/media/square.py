"""Renders one small square of an image: upright, without metadata."""

from typing import IO

from PIL import Image

from core.media.crop import Box, Crop, centred
from core.media.encode import blurhash_of, encode
from core.media.formats import RenditionFormat
from core.media.presets import Preset
from core.media.rendered import Rendered, Rendition
from core.media.source import Source, open_source

SQUARE_SIDE = 320  # pixels: twice the largest size at which pages show one


def render_square(file: IO[bytes], *, crop: Crop | None, preset: Preset) -> Rendered:
    """Render `crop`, or the middle of the image, as one WebP; never enlarged.

    Only for the sandbox. Raises TooManyPixelsToDecodeError and any error of the decoder.
    """
    with open_source(file) as source:
        width, height = source.size
        box = crop.box(width, height) if crop else centred(width, height)
        stored = _stored_box(box, width, height, source.orientation)
        square = source.finish(_cut(source, stored, Image.Resampling[preset.scaling]))
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


def _cut(source: Source, box: Box, scaling: Image.Resampling) -> Image.Image:
    """The box, at most SQUARE_SIDE wide; decoded at no higher resolution than needed."""
    width, height = source.image.size
    side = max(1, min(SQUARE_SIDE, round(box[2] - box[0])))
    scale = side / (box[2] - box[0])
    flat = source.decode((max(1, round(width * scale)), max(1, round(height * scale))))
    x_scale, y_scale = flat.width / width, flat.height / height
    return flat.resize(
        (side, side),
        scaling,
        box=(box[0] * x_scale, box[1] * y_scale, box[2] * x_scale, box[3] * y_scale),
        reducing_gap=2.0,
    )
