"""One small square of a picture, upright and without a trace of the original's metadata."""

from typing import IO

from PIL import Image

from core.media.colour import is_plain, to_srgb
from core.media.crop import Box, Crop, centred
from core.media.decode import bare, flattened_in_bands, opened, refuse_too_many, turned
from core.media.encode import encode
from core.media.formats import RenditionFormat
from core.media.headers.base import upright
from core.media.headers.exif import orientation_of
from core.media.placeholder import blurhash_of
from core.media.presets import Preset
from core.media.rendered import Rendered, Rendition

SIDE = 320  # pixels: twice the largest place where one is shown


def render_square(source: IO[bytes], *, crop: Crop | None, preset: Preset) -> Rendered:
    """`crop`, or the middle, in WebP; never larger than it is. Raises whatever the decoder does."""
    with opened(source) as picture:
        refuse_too_many(picture.size)
        orientation = orientation_of(picture.info.get("exif") or b"")
        width, height = upright(*picture.size, orientation)
        box = crop.box(width, height) if crop else centred(width, height)
        square = _cut(picture, _as_stored(box, width, height, orientation), preset)
    square = bare(turned(square, orientation))
    content = encode(square, RenditionFormat.WEBP, preset)
    return Rendered(
        width=width,
        height=height,
        blurhash=blurhash_of(square),
        renditions=(Rendition(RenditionFormat.WEBP, square.width, square.height, content),),
    )


def _as_stored(box: Box, width: int, height: int, orientation: int) -> Box:
    """The same square before the picture is turned upright; its inside is turned afterwards."""
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


def _cut(picture: Image.Image, box: Box, preset: Preset) -> Image.Image:
    """Decoded no finer than the square needs, as in `decode`."""
    width, height = picture.size
    side = max(1, min(SIDE, round(box[2] - box[0])))
    scale = side / (box[2] - box[0])
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    profile = picture.info.get("icc_profile")
    picture.draft(None, target)
    picture.load()
    flat = picture if is_plain(picture) else flattened_in_bands(picture, target)
    across, down = flat.width / width, flat.height / height
    shrunk = flat.resize(
        (side, side),
        Image.Resampling[preset.scaling],
        box=(box[0] * across, box[1] * down, box[2] * across, box[3] * down),
        reducing_gap=2.0,
    )
    return to_srgb(shrunk, profile)
