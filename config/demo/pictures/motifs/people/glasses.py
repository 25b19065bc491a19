"""Glasses: round, square or dark."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.motifs.people.head import Head

_FRAMES = {"round": rgb("8a5a2b"), "square": rgb("2b2430"), "dark": rgb("2b2430")}


def paint_glasses(canvas: Canvas, head: Head, kind: str) -> None:
    if not kind:
        return
    frame = _FRAMES[kind]
    with canvas.flat(head.area(-1.2, -0.4, 1.2, 0.5)) as pen:
        for side in (-1, 1):
            _lens(pen, head, kind, side, frame)
            pen.line([head.spot(side * 0.73, 0.05), head.spot(side, 0.03)], frame, head.h * 0.035)
        pen.line(head.line("-0.11 0.05, 0 0.02, 0.11 0.05"), frame, head.h * 0.035)


def _lens(pen: Pen, head: Head, kind: str, side: int, frame: Colour) -> None:
    left, top, right, bottom = head.area(side * 0.42 - 0.3, -0.1, side * 0.42 + 0.3, 0.24)
    radius = head.w * (0.31 if kind == "round" else 0.1)
    if kind == "round":
        top, bottom = (top + bottom) / 2 - radius, (top + bottom) / 2 + radius
    glass = (*frame, 225) if kind == "dark" else (255, 255, 255, 46)
    pen.box(left, top, right, bottom, glass, radius)
    pen.frame(left, top, right, bottom, frame, head.h * 0.035, radius)
    shine = head.points("-0.16 -0.05, -0.04 -0.05, -0.14 0.17, -0.22 0.13")
    pen.fill([(x + side * 0.42 * head.w, y) for x, y in shine], (255, 255, 255, 80))
