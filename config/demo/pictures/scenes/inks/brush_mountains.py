"""Mountains in ink on paper, below a red sun."""

from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import down_to, leaf, oval, ridge, stroke
from config.demo.pictures.motifs import land
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene

_PAPER = rgb("f3ecdd")


@scene("ink mountains", "Ink mountains in mist below a red sun", HUES, mood="calm", film="faded")
def brush_mountains(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    ink = mix(min(colours(codes), key=sum), rgb("1c1f26"), 0.4)
    canvas.wash((tone(_PAPER, 0.2), _PAPER))
    canvas.texture("cloth", 0.08)
    x, y, r = rng.uniform(250, 830), canvas.h * rng.uniform(0.16, 0.28), rng.uniform(60, 100)
    canvas.volume(oval(x, y, r, r), rgb("c93a2a"), 0.2, 0.1, 0.3)
    for i in range(5):
        _range(canvas, canvas.h * (0.36 + 0.13 * i), 330 - 30 * i, mix(_PAPER, ink, 0.2 + 0.17 * i))
    canvas.texture("crag", 0.06)
    with canvas.flat() as pen:
        land.birds(pen, rng, 1080 - x, y + 60, rng.randint(3, 7), ink)
        left = rng.choice((70, 950))
        _seal(pen.moved(left, canvas.h - 140))
        for _ in range(3):
            _cane(pen, rng, 1080 - left + rng.uniform(-60, 60), canvas.h, ink)


def _range(canvas: Canvas, base: float, height: float, colour: Colour) -> None:
    line = ridge(canvas.rng, base, height, 0.54)
    body = down_to(line, base + canvas.h * 0.3)
    canvas.shape(body, (colour, mix(colour, _PAPER, 0.6), _PAPER))
    canvas.mist(base + canvas.h * 0.02, base + canvas.h * 0.32, _PAPER, 0, 1)


def _seal(pen: Pen) -> None:
    pen.box(0, 0, 62, 74, rgb("b5302a"), 6)
    for top in (14, 32, 50):
        pen.box(12, top, 50, top + 6, _PAPER)
    pen.box(27, 10, 34, 62, _PAPER)


def _cane(pen: Pen, rng: Random, x: float, foot: float, ink: Colour) -> None:
    top = foot * rng.uniform(0.5, 0.7)
    y = foot
    while y > top:
        pen.fill(stroke([(x, y), (x + 2, y - 86)], 13, 12), (*ink, 225))
        y -= 94
    for _ in range(7):
        angle = rng.choice((0.5, 2.5)) + rng.uniform(-0.5, 0.5)
        blade = leaf(x, rng.uniform(top, foot * 0.9), rng.uniform(80, 140), 22, angle)
        pen.fill(blade, (*ink, 215))
