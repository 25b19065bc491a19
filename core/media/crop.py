"""Which square of a picture is meant. Plain data, for the web process and the child alike."""

from dataclasses import dataclass
from math import isfinite

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Crop:
    """`x` and `y` are the upper left corner as shares of the upright picture's width and height;
    `side` is a share of the shorter of the two."""

    x: float
    y: float
    side: float

    @classmethod
    def parse(cls, text: str) -> "Crop":
        """Of `0.1,0.25,0.5`. Raises ValueError."""
        x, y, side = (float(number) for number in text.split(","))
        if not (isfinite(x) and isfinite(y) and 0 <= x <= 1 and 0 <= y <= 1 and 0 < side <= 1):
            raise ValueError("a square outside of the picture")
        return cls(x, y, side)

    def box(self, width: int, height: int) -> Box:
        """In pixels of the upright picture; what reaches beyond its edge is moved inside."""
        side = max(1.0, self.side * min(width, height))
        left = min(self.x * width, width - side)
        top = min(self.y * height, height - side)
        return left, top, left + side, top + side


def centred(width: int, height: int) -> Box:
    """The largest square in the middle."""
    side = min(width, height)
    left, top = (width - side) / 2, (height - side) / 2
    return left, top, left + side, top + side
