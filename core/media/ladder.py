"""Which sizes a picture is rendered in, and which of them stands for a name."""

from collections.abc import Collection

STEPS: dict[str, int] = {"thumb": 320, "small": 640, "medium": 1080, "large": 1440}
"""Width in pixels by the name that the API gives it."""

WIDEST = max(STEPS.values())
TALLEST = 4 * WIDEST
"""Of a rendition, in pixels: a strip of 1,440 by 34,000 would be 34 thumbnails in one, and WebP
ends at 16,383. Such a picture is scaled down to this height, and its ladder starts from there."""


def ladder(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes to render an upright picture in, narrowest first; never larger than itself."""
    widest = min(width, WIDEST, max(1, width * TALLEST // height))
    widths = [step for step in STEPS.values() if step < widest] + [widest]
    return [(step, max(1, min(TALLEST, round(step * height / width)))) for step in widths]


def best_width(widths: Collection[int], name: str) -> int:
    """The narrowest of the existing `widths` that fills the step `name`, else the widest."""
    return min((width for width in widths if width >= STEPS[name]), default=max(widths))
