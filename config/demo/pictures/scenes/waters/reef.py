from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, box, clump, oval, smooth, stroke
from config.demo.pictures.scenes.waters.depths import DEPTHS, bubbles, under
from config.demo.pictures.sketch import scene


@scene("coral reef", "Small bright fish above a coral reef", DEPTHS, mood="bright", film="clear")
def reef(canvas: Canvas, depth: str) -> None:
    rng = canvas.rng
    hues = colours(depth)
    under(canvas, hues, 0)
    corals = colours("e8604c f2a07a d94f7a f2c14e 8f6bb5 f7b8c4 5fb5a8")
    for near in (0.0, 0.5, 1.0):
        with canvas.flat((0, canvas.h * 0.4, 1080, canvas.h)) as pen:
            for _ in range(9):
                x = rng.uniform(0, 1080)
                hue = mix(hues[3], rng.choice(corals), 0.25 + 0.75 * near)
                _coral(
                    pen,
                    rng,
                    x,
                    canvas.h * (0.84 + 0.18 * near),
                    (230 + 150 * near) * rng.uniform(0.5, 1.1),
                    hue,
                )
        if near < 1:
            canvas.mist(canvas.h * 0.5, canvas.h, hues[3], 0, 0.4)
    for _ in range(14):
        _small_fish(
            canvas,
            rng.uniform(60, 1020),
            canvas.h * rng.uniform(0.12, 0.66),
            rng.uniform(26, 56),
            rng.choice(corals),
        )
    bubbles(canvas, 60)


def _coral(pen: Pen, rng: Random, x: float, foot: float, tall: float, hue: Colour) -> None:
    if rng.random() < 0.4:
        for _ in range(26):
            pen.fill(
                clump(
                    rng,
                    x + rng.gauss(0, 0.2) * tall,
                    foot - tall * 0.3 + rng.gauss(0, 0.14) * tall,
                    tall * 0.1,
                    tall * 0.09,
                ),
                tone(hue, rng.uniform(-0.3, 0.2)),
            )
        return
    for i in range(7):
        angle = -pi / 2 + (i - 3) * 0.25 + rng.uniform(-0.1, 0.1)
        reach = tall * rng.uniform(0.7, 1)
        middle = (
            x + cos(angle) * reach * 0.4 + rng.uniform(-12, 12),
            foot + sin(angle) * reach * 0.5,
        )
        end = x + cos(angle) * reach, foot + sin(angle) * reach
        limb = smooth([(x, foot), middle, end], 6, closed=False)
        pen.fill(stroke(limb, tall * 0.12, tall * 0.06), tone(hue, rng.uniform(-0.25, 0.05)))
        pen.dot(*end, tall * 0.045, tone(hue, 0.2))


def _small_fish(canvas: Canvas, x: float, y: float, s: float, hue: Colour) -> None:
    side = canvas.rng.choice((-1, 1))
    tail: Path = at("-0.9 0, -1.6 -0.5, -1.4 0, -1.6 0.5", x, y, s * side, s)
    canvas.shape(tail, (tone(hue, 0.1), tone(hue, -0.2)))
    canvas.volume(oval(x, y, s, s * 0.6), hue, 0.45, 0.26)
    with canvas.flat((x - s * 1.2, y - s, x + s * 1.2, y + s)) as pen:
        for u in (-0.3, 0.2):
            pen.fill(
                box(
                    x + side * u * s - s * 0.07,
                    y - s * 0.5,
                    x + side * u * s + s * 0.07,
                    y + s * 0.5,
                ),
                (255, 255, 255, 190),
            )
        pen.dot(x + side * s * 0.62, y - s * 0.1, s * 0.11, rgb("16121a"))
