"""What becomes of a picture. Plain data: the web process reads it without loading a decoder."""

from dataclasses import dataclass

from core.media.formats import RenditionFormat


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded picture, in memory: all of a picture's together are a few MB at most."""

    format: RenditionFormat
    width: int
    height: int
    content: bytes

    @property
    def filename(self) -> str:
        return filename_of(self.width, self.format)


@dataclass(frozen=True, slots=True)
class Rendered:
    """`width` and `height` are the upright original's, in pixels.

    `renditions` go from the narrowest to the widest, each width in every format.
    """

    width: int
    height: int
    blurhash: str
    renditions: tuple[Rendition, ...]

    @property
    def widths(self) -> list[int]:
        """Narrowest first."""
        return sorted({rendition.width for rendition in self.renditions})


def filename_of(width: int, rendition_format: RenditionFormat) -> str:
    return f"{width}.{rendition_format.extension}"
