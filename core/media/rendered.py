"""The result of rendering an image. Plain data: the web process loads no decoder for it."""

from dataclasses import dataclass

from core.media.formats import RenditionFormat


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded file in memory; all renditions of an image together are a few MB at most."""

    format: RenditionFormat
    width: int
    height: int
    content: bytes

    @property
    def filename(self) -> str:
        return f"{self.width}.{self.format.extension}"


@dataclass(frozen=True, slots=True)
class Rendered:
    """An image's renditions, narrowest first, each width in every format.

    `width` and `height` are those of the upright original, in pixels.
    """

    width: int
    height: int
    blurhash: str
    renditions: tuple[Rendition, ...]

    @property
    def widths(self) -> list[int]:
        """Narrowest first."""
        return sorted({rendition.width for rendition in self.renditions})
