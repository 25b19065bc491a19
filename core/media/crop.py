"""The square part of an image that a user chose. Plain data, loaded without Pillow."""

from dataclasses import dataclass
from math import isfinite

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A square in fractions of the upright image, independent of its size in pixels.

    `x` and `y` are the upper left corner as fractions of the width and height; `side` is a
    fraction of the shorter of the two.
    """

    x: float
    y: float
    side: float

    @classmethod
    def parse(cls, text: str) -> "Crop":
        """From `x,y,side`, e.g. `0.1,0.25,0.5`. Raises ValueError."""
        x, y, side = (float(number) for number in text.split(","))
        if not (isfinite(x) and isfinite(y) and 0 <= x <= 1 and 0 <= y <= 1 and 0 < side <= 1):
            raise ValueError("a square outside of the image")
        return cls(x, y, side)

    def box(self, width: int, height: int) -> Box:
        """The square in an upright image of this size, moved inside where it reaches over."""
        side = max(1.0, self.side * min(width, height))
        left = min(self.x * width, width - side)
        top = min(self.y * height, height - side)
        return left, top, left + side, top + side


def centred(width: int, height: int) -> Box:
    """The largest square in the middle of an image of this size."""
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    return left, top, left + side, top + side
