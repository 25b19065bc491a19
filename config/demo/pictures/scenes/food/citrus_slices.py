from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, leaf, oval
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import dish, herbs

_CITRUS = colours("f08c24 f4d03f e8604c a8c94a")


@dish("citrus slices", "Slices of orange, lemon and grapefruit", plated=False)
def citrus_slices(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    spots: list[tuple[float, float, float]] = []
    for _ in range(500):
        px, py, s = rng.uniform(40, 1040), rng.uniform(40, canvas.h - 40), rng.uniform(110, 190)
        if all((px - a) ** 2 + (py - b) ** 2 > (s + c) ** 2 * 0.9 for a, b, c in spots):
            spots.append((px, py, s))
    for px, py, s in spots[:16]:
        canvas.soft(oval(px + 14, py + 18, s, s), SHADOW, 0.5, 14)
        hue = rng.choice(_CITRUS)
        canvas.volume(oval(px, py, s, s), hue, 0.35, 0.06, 0.1)
        canvas.volume(oval(px, py, s * 0.91, s * 0.91), rgb("fbf1d9"), 0.15, 0.06)
        with canvas.flat((px - s, py - s, px + s, py + s)) as pen:
            _segments(pen, rng, px, py, s * 0.84, hue)
    herbs(canvas, rng.uniform(300, 800), rng.uniform(200, canvas.h - 200), 7, 180, rgb("5c8a4a"))


def _segments(pen: Pen, rng: Random, x: float, y: float, r: float, hue: Colour) -> None:
    count, start = rng.randint(8, 11), rng.uniform(0, 1)
    for i in range(count):
        a, b = start + 2 * pi * (i + 0.07) / count, start + 2 * pi * (i + 0.93) / count
        middle = (a + b) / 2
        apex = x + cos(middle) * r * 0.12, y + sin(middle) * r * 0.12
        pen.fill([apex, *arc(x, y, r, r, a, b, n=9)], tone(hue, -0.06 + 0.12 * -sin(middle)))
        pen.fill(
            [
                (
                    apex[0] * 0.6 + (x + cos(middle) * r) * 0.4,
                    apex[1] * 0.6 + (y + sin(middle) * r) * 0.4,
                ),
                *arc(x, y, r * 0.92, r * 0.92, a + 0.07, b - 0.07, n=7),
            ],
            tone(hue, 0.22),
        )
        for _ in range(5):
            t, angle = rng.uniform(0.4, 0.85), rng.uniform(a + 0.1, b - 0.1)
            pen.fill(
                leaf(x + cos(angle) * r * t, y + sin(angle) * r * t, r * 0.12, r * 0.04, angle),
                (*tone(hue, 0.6), 150),
            )
