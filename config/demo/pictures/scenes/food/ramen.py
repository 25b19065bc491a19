"""Noodle soup."""

from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import blob, box, smooth, stroke, turned
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.food.serving import bowl, dish, egg


@dish("ramen", "A bowl of noodle soup with egg and spring onions")
def ramen(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    bowl(canvas, x, y, r, rgb("33434d") if sum(plate) > 600 else plate, rgb("c98a45"))
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(42):
            _noodle(pen, canvas.rng, x, y, r)
    for i in range(3):
        _slice(canvas, x + r * (0.13 * i - 0.36), y + r * (0.12 * i - 0.34), r)
    egg(canvas, x + r * 0.36, y - r * 0.18, r * 0.23)
    egg(canvas, x + r * 0.2, y - r * 0.46, r * 0.22)
    nori = box(x - r * 0.5, y + r * 0.12, x - r * 0.16, y + r * 0.72)
    canvas.shape(turned(nori, 0.2, (x - r * 0.3, y + r * 0.4)), (rgb("2f4a3a"), rgb("1c3028")))
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        _onions(pen.moved(x, y, r), canvas.rng)
    _chopsticks(canvas, x, y, r)


def _noodle(pen: Pen, rng: Random, x: float, y: float, r: float) -> None:
    off = rng.uniform(-0.6, 0.6) * r
    reach = (r * r * 0.5 - off * off * 0.8) ** 0.5
    line = [(x + reach * u, y + off + rng.uniform(-36, 36)) for u in (-1, -0.3, 0.3, 1)]
    strand = turned(smooth(line, 6, closed=False), rng.uniform(-0.5, 0.5), (x, y))
    pen.line(strand, tone(rgb("c9a050"), -0.25), 13)
    lit = [(px - 2, py - 3) for px, py in strand]
    pen.line(lit, tone(rgb("f2d694"), rng.uniform(-0.1, 0.15)), 8)


def _slice(canvas: Canvas, x: float, y: float, r: float) -> None:
    pork = blob(canvas.rng, x, y, r * 0.3, r * 0.25, 0.06)
    canvas.volume(pork, rgb("b5765a"), 0.45, 0.1, 0.3)
    heart = [(px * 0.6 + x * 0.4, py * 0.6 + y * 0.4) for px, py in pork]
    canvas.volume(heart, rgb("dba98a"), 0.3, 0.2, 0.2)


def _onions(pen: Pen, rng: Random) -> None:
    for _ in range(34):
        x, y = 0.26 + rng.gauss(0, 0.13), 0.38 + rng.gauss(0, 0.11)
        green = tone(rgb("8fc25a"), rng.uniform(-0.3, 0.3))
        pen.ring(x, y, rng.uniform(0.023, 0.038), green, 0.013)


def _chopsticks(canvas: Canvas, x: float, y: float, r: float) -> None:
    shade = stroke([(x + r * 0.6, y - r * 1.14), (x + r * 1.2, y + r * 0.7)], 24)
    canvas.soft(shade, SHADOW, 0.4, 8)
    with canvas.flat() as pen:
        for shift in (0, 30):
            stick = [(x + r * 0.52 + shift, y - r * 1.2), (x + r * 1.1 + shift * 1.5, y + r * 0.66)]
            pen.rod(stick, rgb("8a3f2a"), 11, 16)
