"""An owl before the full moon."""

from math import pi
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, leaf, oval, smooth, stroke
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.sketch import scene

_NIGHTS = (
    "14203f 31507a 6f8aa8",
    "241a3f 553f78 a878a0",
    "0f2b2f 2f5f60 7fa090",
    "2a1f2a 6f4a50 c98f70",
)
_BODY = (
    "-34 0, -52 -60, -50 -118, -40 -142, -20 -130, 20 -130, 40 -142, 50 -118, 52 -60, 34 0, 0 12"
)
_BREAST = "-28 -4, -36 -50, -24 -84, 24 -84, 36 -50, 28 -4"


@scene("owl", "An owl on a branch before the full moon", _NIGHTS, mood="night", film="cool")
def owl(canvas: Canvas, night: str) -> None:
    sky = colours(night)
    x, y = 540 + canvas.rng.uniform(-60, 60), canvas.h * 0.42
    with canvas.afar():
        canvas.wash(sky)
        canvas.glow(x, y, 760, rgb("fff0c4"), 0.6)
    canvas.volume(oval(x, y, 330, 330, n=80), rgb("f7e8c0"), 0.2, 0.1, 0.35, "cloud")
    stars(canvas, 110, canvas.h * 0.9)
    perch = canvas.h * 0.74
    with canvas.flat() as pen:
        _bough(pen, canvas.rng, perch, sky[0])
    _bird(canvas, x, perch + 14, min(2.5, canvas.h / 480))


def _bough(pen: Pen, rng: Random, y: float, dark: Colour) -> None:
    bough = smooth(at("-30 60, 300 0, 720 14, 1110 -80", 0, y), 10, closed=False)
    pen.rod(bough, mix(dark, rgb("3a2a2a"), 0.6), 44, 24)
    green = mix(dark, rgb("3f5f45"), 0.5)
    for _ in range(34):
        size, angle = rng.uniform(50, 100), rng.uniform(0, 6.3)
        blade = leaf(*rng.choice(bough), size, size * 0.36, angle)
        pen.fill(blade, tone(green, rng.uniform(-0.3, 0.1)))


def _bird(canvas: Canvas, x: float, foot: float, s: float) -> None:
    brown = canvas.rng.choice(colours("8a5f3f 6f5a50 a87a4f"))
    canvas.volume(smooth(at(_BODY, x, foot, s), 6), brown, 0.55, 0.22, 0.3)
    canvas.volume(smooth(at(_BREAST, x, foot, s), 6), tone(brown, 0.45), 0.35, 0.2, 0.2)
    with canvas.flat((x - 60 * s, foot - 150 * s, x + 60 * s, foot + 20 * s)) as pen:
        _feathers(pen.moved(x, foot, s), brown)
        for side in (-1, 1):
            _side(pen.moved(x, foot, s, side), brown)
        pen.moved(x, foot, s).fill(at("-6 -98, 6 -98, 0 -80"), rgb("d9a04a"))


def _feathers(pen: Pen, brown: Colour) -> None:
    for row in range(5):
        for i in range(4 + row % 2):
            x = (i - (3 + row % 2) / 2) * 13
            pen.fill(leaf(x, 14 * row - 74, 12, 7, pi / 2), (*tone(brown, -0.2), 200))


def _side(pen: Pen, brown: Colour) -> None:
    """An eye, its brow, a wing and a foot."""
    pen.dot(21, -106, 22, tone(brown, 0.5))
    pen.dot(20, -106, 14, rgb("f2b436"))
    pen.dot(19, -106, 8.5, rgb("1d1618"))
    pen.dot(17, -110, 2.6, rgb("ffffff"))
    pen.fill(leaf(6, -118, 44, 10, -0.42), tone(brown, -0.45))
    pen.fill(leaf(44, -100, 104, 30, pi / 2 + 0.1), tone(brown, -0.3))
    for x in (6, 14, 22):
        pen.fill(stroke([(x, -4), (x, 9)], 6, 3), rgb("d9a04a"))
