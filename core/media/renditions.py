"""Renders an image in all sizes and formats: upright, without metadata."""

from typing import IO

from PIL import Image

from core.media.decode import Decoded, decode
from core.media.encode import blurhash_of, encode
from core.media.formats import RenditionFormat
from core.media.presets import GOOD, Preset
from core.media.rendered import Rendered, Rendition
from core.media.sizes import sizes_for


def render(source: IO[bytes], *, preset: Preset = GOOD) -> Rendered:
    """Render in this process: only for trusted images. For uploads use `render_sandboxed`.

    Raises TooManyPixelsToDecodeError and any error of the decoder.
    """
    scaling = Image.Resampling[preset.scaling]
    decoded = decode(source, scaling=scaling)
    images = _scale(decoded, scaling)
    return Rendered(
        width=decoded.width,
        height=decoded.height,
        blurhash=blurhash_of(images[0]),
        renditions=tuple(
            Rendition(kind, image.width, image.height, encode(image, kind, preset))
            for image in images
            for kind in RenditionFormat
        ),
    )


def _scale(decoded: Decoded, scaling: Image.Resampling) -> list[Image.Image]:
    """In all sizes, narrowest first; each is made from the next larger one, which is cheaper."""
    images = [decoded.image]
    for size in reversed(sizes_for(decoded.width, decoded.height)[:-1]):
        images.append(images[-1].resize(size, scaling))
    return images[::-1]
