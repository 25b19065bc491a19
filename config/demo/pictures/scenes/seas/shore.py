from math import pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, down_to, oval, smooth
from config.demo.pictures.sketch import scene

_COASTS = (
    ("f2dfc0 e9cfa6", "8fd6c9 3fb0b8 157a98 0c4a72", "turquoise"),
    ("e8d6c8 d9bfae", "a5c9c4 5d98a3 2f6580 1b3c5c", "slate blue"),
    ("f5e3d0 eec9ae", "b8e3cf 62c2b4 2590a0 14607f", "emerald"),
    ("cfc4b6 a89c90", "c0d4d4 7ea6b0 41708a 23455f", "grey-blue"),
)


@scene(
    "beach from above",
    "Waves breaking on a beach, seen from above, {0[2]} water",
    _COASTS,
    mood="clear",
    film="clear",
)
def shore(canvas: Canvas, coast: tuple[str, ...]) -> None:
    sand_codes, sea_codes, _ = coast
    rng = canvas.rng
    sand, sea = colours(sand_codes), colours(sea_codes)
    canvas.wash(sand)
    canvas.texture("grain", 0.12)
    canvas.texture("dune", 0.1)
    slant, edge = rng.uniform(-0.5, 0.5), rng.uniform(0.35, 0.6) * canvas.h
    _surf(canvas, sand, sea, edge, slant)
    with canvas.flat() as pen:
        _bathers(pen, rng, edge, slant)


def _surf(
    canvas: Canvas, sand: tuple[Colour, ...], sea: tuple[Colour, ...], edge: float, slant: float
) -> None:
    rng = canvas.rng
    bands = 9
    phase = rng.uniform(0, 6)
    for i in range(bands):
        t = i / (bands - 1)
        y = edge + i**1.35 * canvas.h * 0.05
        line = _tide(rng, y, slant, phase + i * 0.7, 26)
        colour = mix(sand[1], sea[0], 0.5) if i == 0 else sea[min(3, int(t * 3.6))]
        body = down_to(line, canvas.h + 700)
        canvas.shape(body, (colour, mix(colour, sea[-1], 0.35)))
        foam = rng.uniform(5, 20) * (1.25 - t)
        with canvas.flat(
            (0, min(p[1] for p in line) - 30, canvas.w, max(p[1] for p in line) + 40)
        ) as pen:
            white = (255, 255, 255, round(235 - 130 * t))
            pen.fill(_foam(rng, line, foam), white)
            for j in range(3):
                lower = [(px, py + foam * (2 + j * 1.8) + rng.uniform(-3, 3)) for px, py in line]
                pen.fill(_foam(rng, lower, foam * 0.35), (255, 255, 255, round(90 - 22 * j)))
    canvas.texture("water", 0.16, down_to(_tide(rng, edge + 50, slant, phase, 0), canvas.h + 300))


def _tide(rng: Random, y: float, slant: float, phase: float, size: float) -> Path:
    points = [
        (x, y + slant * (x - 540) + size * sin(phase + x / 170) + rng.uniform(-9, 9))
        for x in range(-60, 1170, 60)
    ]
    return smooth(points, 5, closed=False)


def _foam(rng: Random, line: Path, width: float) -> Path:
    upper = [(x, y - width * rng.uniform(0.1, 0.6)) for x, y in line]
    lower = [(x, y + width * rng.uniform(0, 1)) for x, y in line]
    return [*upper, *reversed(lower)]


def _bathers(pen: Pen, rng: Random, edge: float, slant: float) -> None:
    hues = colours("e4572e f3a712 ffffff 2f6690 d1495b f7c6c7 3a7d44")
    for _ in range(rng.randint(3, 8)):
        x = rng.uniform(60, 1020)
        y = edge + slant * (x - 540) - rng.uniform(90, 420)
        hue, other = rng.sample(hues, 2)
        pen.dot(x + 26, y + 30, 46, (60, 40, 40, 80))
        towel = at("52 -30, 92 -22, 76 56, 36 48", x, y)
        pen.fill(towel, other)
        for i in range(8):
            a = 2 * pi * i / 8
            wedge = [(x, y), *(p for p in oval(x, y, 44, 44, a, 41)[:6])]
            pen.fill(wedge, hue if i % 2 else (250, 246, 238))
        pen.dot(x, y, 5, other)
