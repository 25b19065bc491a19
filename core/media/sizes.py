"""The sizes in which an image is rendered, and the best existing width for a size name."""

from collections.abc import Collection

RENDITION_WIDTHS: dict[str, int] = {"thumb": 320, "small": 640, "medium": 1080, "large": 1440}
"""In pixels, by the size name that the API uses."""

MAX_WIDTH = max(RENDITION_WIDTHS.values())
MAX_HEIGHT = 4 * MAX_WIDTH
"""Of a rendition, in pixels; WebP ends at 16,383. A taller image is scaled down to this height,
which makes all of its renditions narrower."""


def sizes_for(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes in which to render an upright image, narrowest first.

    All values are in pixels. No size is larger than the image itself.
    """
    widest = min(width, MAX_WIDTH, max(1, width * MAX_HEIGHT // height))
    widths = [each for each in RENDITION_WIDTHS.values() if each < widest] + [widest]
    return [(each, max(1, min(MAX_HEIGHT, round(each * height / width)))) for each in widths]


def best_width(widths: Collection[int], name: str) -> int:
    """The narrowest of `widths` that is at least as wide as the size `name`, or the widest."""
    wanted = RENDITION_WIDTHS[name]
    return min((width for width in widths if width >= wanted), default=max(widths))
