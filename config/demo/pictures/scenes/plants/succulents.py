from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import leaf, oval
from config.demo.pictures.sketch import scene

_ROSETTES = (
    "3f6b5f 6f9a83 a6c4a3 d9e0c4 c98f9b",
    "4a5f73 7a93a6 b3c4cc e0d9dc b57f9b",
    "5f6b3a 8f9a55 c4c48a e8d9b8 d98a6a",
    "5a4a6b 8a76a0 b9a8c4 e6d3d9 7fa093",
    "2f5f5a 4f8f7f 86bfa0 cfe6c4 f2a89b",
)


@scene("succulents", "Succulent rosettes close together, seen from above", _ROSETTES, mood="calm")
def succulents(canvas: Canvas, hue_codes: str) -> None:
    rng = canvas.rng
    hues = colours(hue_codes)
    canvas.wash((rgb("2a2420"), rgb("1c1816")))
    canvas.texture("stone", 0.3)
    spots: list[tuple[float, float, float]] = []
    for _ in range(400):
        x, y, r = (
            rng.uniform(0, 1080),
            rng.uniform(0, canvas.h),
            rng.choice((250.0, 180.0, 120.0, 80.0)),
        )
        if all((x - a) ** 2 + (y - b) ** 2 > ((r + s) * 0.86) ** 2 for a, b, s in spots):
            spots.append((x, y, r))
    for x, y, r in spots:
        canvas.soft(oval(x + 14, y + 20, r, r), rgb("0d0a0d"), 0.6, 14)
    with canvas.flat() as pen:
        for x, y, r in spots:
            _rosette(pen, rng, x, y, r, hues)
    canvas.texture("stone", 0.14)


def _rosette(pen: Pen, rng: Random, x: float, y: float, r: float, hues: tuple[Colour, ...]) -> None:
    base, tip = rng.sample(hues, 2)
    rings, count = 6, rng.randint(7, 10)
    for i in range(rings):
        t = i / rings
        reach = r * (1 - t) ** 0.9
        for j in range(count):
            angle = 2 * pi * (j + 0.5 * (i % 2)) / count
            lit = 0.18 * -sin(angle + 0.7)
            colour = tone(mix(base, tip, t * 0.5), -0.3 + 0.5 * t + lit)
            width = reach * 5.4 / count
            pen.fill(leaf(x, y, reach, width, angle), tone(colour, -0.38))
            pen.fill(leaf(x, y, reach * 0.95, width * 0.84, angle), colour)
            pen.dot(
                x + cos(angle) * reach * 0.93,
                y + sin(angle) * reach * 0.93,
                max(2, reach * 0.035),
                tone(tip, 0.2),
            )
