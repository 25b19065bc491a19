"""The pictures that browsers get: upright, sRGB, without a trace of the original's metadata."""

from dataclasses import dataclass
from typing import IO

from posts.media.formats import RenditionFormat
from posts.media.presets import GOOD, Preset


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded picture, in memory: all of a picture's together are a few MB at most."""

    format: RenditionFormat
    width: int
    height: int
    content: bytes

    @property
    def filename(self) -> str:
        return f"{self.width}.{self.format.extension}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """`width` and `height` are the upright original's, in pixels; `dominant_colour` is `#rrggbb`.

    `renditions` go from the narrowest to the widest, each width in every format.
    """

    width: int
    height: int
    blurhash: str
    dominant_colour: str
    renditions: tuple[Rendition, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(sorted({rendition.width for rendition in self.renditions}))


def render(source: IO[bytes], *, preset: Preset = GOOD) -> Rendered:
    """Decode here and now. Only for pictures of our own making: others go through the sandbox."""
    raise NotImplementedError
