"""Decodes an upload to one upright image of the size of its largest rendition."""

from dataclasses import dataclass
from typing import IO

from PIL import Image

from core.media.headers.base import oriented_size
from core.media.sizes import sizes_for
from core.media.source import open_source


@dataclass(frozen=True, slots=True)
class Decoded:
    """`width` and `height` are the upright original's, in pixels; `image` is as of `to_display`."""

    width: int
    height: int
    image: Image.Image


def decode(file: IO[bytes], *, scaling: Image.Resampling) -> Decoded:
    """Decode an image; of an animation, the first frame.

    Raises TooManyPixelsToDecodeError and any error of the decoder.
    """
    with open_source(file) as source:
        width, height = source.size
        target = oriented_size(*sizes_for(width, height)[-1], source.orientation)
        shrunk = source.decode(target).resize(target, scaling, reducing_gap=2.0)
        return Decoded(width, height, source.finish(shrunk))
