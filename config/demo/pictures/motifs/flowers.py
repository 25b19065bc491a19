"""Flowers and branches, in a vase or growing."""

from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import clump, leaf, smooth


def flower(pen: Pen, rng: Random, kind: str, x: float, y: float, r: float, colour: Colour) -> None:
    if kind == "tulip":
        for turn_, light in ((0, -0.2), (-0.35, -0.05), (0.35, 0.1)):
            pen.fill(
                leaf(x + turn_ * r * 0.5, y + r * 0.9, r * 1.9, r * 1.05, -pi / 2 + turn_ * 0.8),
                tone(colour, light),
            )
        return
    rings = {
        "daisy": ((13, 1.0),),
        "rose": ((8, 1.0), (7, 0.72), (5, 0.46)),
        "poppy": ((5, 1.05), (4, 0.7)),
        "dahlia": ((16, 1.0), (13, 0.76), (9, 0.5)),
    }[kind]
    for i, (count, reach) in enumerate(rings):
        start = rng.uniform(0, 1)
        for j in range(count):
            angle = 2 * pi * (j + start) / count
            shade = tone(colour, -0.16 + 0.12 * i - 0.16 * sin(angle) + rng.uniform(-0.05, 0.05))
            width = r * reach * {"daisy": 0.42, "dahlia": 0.5}.get(kind, 1.1)
            pen.fill(leaf(x, y, r * reach, width, angle), shade)
    heart = (
        rgb("e8b53c")
        if kind == "daisy"
        else tone(colour, -0.55)
        if kind == "poppy"
        else tone(colour, -0.3)
    )
    pen.dot(x, y, r * 0.24, heart)
    pen.dot(x - r * 0.06, y - r * 0.07, r * 0.13, tone(heart, 0.25))


def bouquet(
    canvas: Canvas,
    x: float,
    top: float,
    reach: float,
    kind: str,
    hues: tuple[Colour, ...],
    count: int = 9,
) -> None:
    rng = canvas.rng
    green = rng.choice(colours("5c7f4f 6e8a5a 48705a"))
    heads: list[tuple[float, float, float]] = []
    with canvas.flat((x - reach * 1.2, top - reach * 1.5, x + reach * 1.2, top + 10)) as pen:
        for i in range(count):
            angle = -pi / 2 + (i - (count - 1) / 2) * 1.7 / count + rng.uniform(-0.08, 0.08)
            length = reach * rng.uniform(0.62, 1.1)
            end = x + cos(angle) * length, top + sin(angle) * length
            middle = x + cos(angle) * length * 0.3, top + sin(angle) * length * 0.62
            line = smooth([(x, top), middle, end], 8, closed=False)
            pen.line(line, tone(green, rng.uniform(-0.35, 0)), 6)
            for j in (7, 11):
                lx, ly = line[j]
                pen.fill(
                    leaf(lx, ly, reach * 0.3, reach * 0.1, angle + rng.choice((-0.8, 0.8)), 0.2),
                    tone(green, rng.uniform(-0.3, 0.15)),
                )
            heads.append((*end, reach * rng.uniform(0.13, 0.2)))
        for hx, hy, r in heads:
            flower(pen, rng, kind, hx, hy, r, rng.choice(hues))


def branches(
    canvas: Canvas, x: float, top: float, reach: float, colour: Colour, round_leaves: bool
) -> None:
    """Eucalyptus, olive, or dry twigs in a vase."""
    rng = canvas.rng
    with canvas.flat((x - reach, top - reach * 1.3, x + reach, top + 10)) as pen:
        for i in range(5):
            angle = -pi / 2 + (i - 2) * 0.26 + rng.uniform(-0.08, 0.08)
            length = reach * rng.uniform(0.8, 1.15)
            line = smooth(
                [
                    (x, top),
                    (x + cos(angle) * length * 0.36, top + sin(angle) * length * 0.55),
                    (x + cos(angle) * length, top + sin(angle) * length),
                ],
                8,
                closed=False,
            )
            pen.line(line, tone(colour, -0.45), 4)
            for j, (lx, ly) in enumerate(line[3:]):
                side = 1 if j % 2 else -1
                shade = tone(colour, rng.uniform(-0.28, 0.22))
                if round_leaves:
                    pen.fill(
                        clump(rng, lx + side * reach * 0.06, ly, reach * 0.075, reach * 0.065),
                        shade,
                    )
                else:
                    pen.fill(leaf(lx, ly, reach * 0.2, reach * 0.06, angle + side * 0.7), shade)
