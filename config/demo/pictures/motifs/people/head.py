"""Where a face is: all that is worn or grows on it is measured from here."""

from dataclasses import dataclass

from config.demo.pictures.brush.shapes import Path, Point, at, oval, smooth


@dataclass(frozen=True)
class Head:
    """The middle of a face, half its width and half its height.

    Points are given as "u v, u v" in half widths and half heights; a side of -1 mirrors them.
    """

    x: float
    y: float
    w: float
    h: float

    def spot(self, u: float, v: float) -> Point:
        return self.x + u * self.w, self.y + v * self.h

    def points(self, text: str, side: int = 1) -> Path:
        return at(text, self.x, self.y, side * self.w, self.h)

    def path(self, text: str, side: int = 1) -> Path:
        """A closed curve."""
        return smooth(self.points(text, side), 8)

    def line(self, text: str, side: int = 1) -> Path:
        """An open curve."""
        return smooth(self.points(text, side), 8, closed=False)

    def oval(self, u: float, v: float, ru: float, rv: float, turn: float = 0) -> Path:
        return oval(*self.spot(u, v), ru * self.w, rv * self.h, turn)

    def area(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        return (*self.spot(left, top), *self.spot(right, bottom))
