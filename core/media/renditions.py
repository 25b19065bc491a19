"""The pictures that browsers get: upright, sRGB, without a trace of the original's metadata."""

from typing import IO

from PIL import Image

from core.media.decode import Decoded, decode
from core.media.encode import encode
from core.media.formats import RenditionFormat
from core.media.ladder import ladder
from core.media.placeholder import blurhash_of
from core.media.presets import GOOD, Preset
from core.media.rendered import Rendered, Rendition


def render(source: IO[bytes], *, preset: Preset = GOOD) -> Rendered:
    """Decode here and now. Only for the project's own pictures: others go through the sandbox.

    Raises whatever the decoder does.
    """
    scaling = Image.Resampling[preset.scaling]
    decoded = decode(source, scaling=scaling)
    steps = _steps(decoded, scaling)
    return Rendered(
        width=decoded.width,
        height=decoded.height,
        blurhash=blurhash_of(steps[0]),
        renditions=tuple(
            Rendition(kind, step.width, step.height, encode(step, kind, preset))
            for step in steps
            for kind in RenditionFormat
        ),
    )


def _steps(decoded: Decoded, scaling: Image.Resampling) -> list[Image.Image]:
    """Narrowest first; each made from the next larger one, which is far cheaper."""
    made = [decoded.picture]
    for size in reversed(ladder(decoded.width, decoded.height)[:-1]):
        made.append(made[-1].resize(size, scaling))
    return made[::-1]
