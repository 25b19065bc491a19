"""Flat, anti-aliased drawing on a part of a canvas."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from config.demo.pictures.brush.colour import Colour, Ink, tone
from config.demo.pictures.brush.shapes import Point, stroke


class Pen:
    """Draws in canvas units on a picture of twice the final size."""

    def __init__(self, image: Image.Image, scale: float, left: float, top: float) -> None:
        self._image = image
        self._solid = ImageDraw.Draw(image, "RGB")
        self._clear = ImageDraw.Draw(image, "RGBA")
        self._k, self._left, self._top, self._side = scale, left, top, 1

    def moved(self, x: float, y: float, scale: float = 1, side: int = 1) -> "Pen":
        """The same pen in the units of a figure at (x, y); a side of -1 mirrors it."""
        left, top = (self._left - x) / scale, (self._top - y) / scale
        pen = Pen(self._image, self._k * scale, left, top)
        pen._side = side
        return pen

    def fill(self, path: Sequence[Point], ink: Ink) -> None:
        self._on(ink).polygon([self._at(p) for p in path], fill=ink)

    def rod(self, line: Sequence[Point], colour: Colour, start: float, end: float) -> None:
        """A round stick, lit from the left."""
        self.fill(stroke(line, start, end), tone(colour, -0.32))
        for share, shift, light in ((0.74, -0.12, -0.12), (0.46, -0.2, 0.04), (0.16, -0.24, 0.24)):
            lit = [(x + start * shift, y) for x, y in line]
            self.fill(stroke(lit, start * share, end * share), tone(colour, light))

    def line(self, path: Sequence[Point], ink: Ink, width: float = 3) -> None:
        points = [self._at(p) for p in path]
        self._on(ink).line(points, fill=ink, width=self._width(width), joint="curve")

    def dot(self, x: float, y: float, rx: float, ink: Ink, ry: float | None = None) -> None:
        ry = rx if ry is None else ry
        self._on(ink).ellipse(self._corners(x - rx, y - ry, x + rx, y + ry), fill=ink)

    def ring(self, x: float, y: float, r: float, ink: Ink, width: float = 3) -> None:
        corners = self._corners(x - r, y - r, x + r, y + r)
        self._on(ink).ellipse(corners, outline=ink, width=self._width(width))

    def box(self, x0: float, y0: float, x1: float, y1: float, ink: Ink, radius: float = 0) -> None:
        corners = self._corners(x0, y0, x1, y1)
        if radius:
            self._on(ink).rounded_rectangle(corners, radius * self._k, fill=ink)
        else:
            self._on(ink).rectangle(corners, fill=ink)

    def frame(
        self, x0: float, y0: float, x1: float, y1: float, ink: Ink, width: float, radius: float
    ) -> None:
        corners = self._corners(x0, y0, x1, y1)
        on = self._on(ink)
        on.rounded_rectangle(corners, radius * self._k, outline=ink, width=self._width(width))

    def _at(self, point: Point) -> Point:
        return (self._side * point[0] - self._left) * self._k, (point[1] - self._top) * self._k

    def _corners(self, x0: float, y0: float, x1: float, y1: float) -> list[Point]:
        (left, top), (right, bottom) = self._at((x0, y0)), self._at((x1, y1))
        return [(min(left, right), top), (max(left, right), bottom)]

    def _width(self, width: float) -> int:
        return max(1, round(width * self._k))

    def _on(self, ink: Ink) -> ImageDraw.ImageDraw:
        return self._solid if len(ink) == 3 else self._clear
