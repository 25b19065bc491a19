"""A bicycle with a basket of flowers at a wall."""

from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, at, leaf, oval, smooth
from config.demo.pictures.motifs.flowers import flower
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.vehicles.street import PAINTS, WALLS, shutters
from config.demo.pictures.sketch import scene

_ALT = "A {1[1]} bicycle with a basket of flowers leaning at a wall"
_REAR, _FRONT, _CRANK, _SEAT, _HEAD = at("-210 0, 210 0, -50 10, -100 -190, 130 -210")
_TUBES = (
    *((_REAR, _CRANK, 10), (_REAR, _SEAT, 9), (_CRANK, _SEAT, 13)),
    *((_CRANK, _HEAD, 14), (_SEAT, _HEAD, 13), (_HEAD, _FRONT, 12)),
)
_BLOOMS = ("f2c14e ffffff e8604c", "d94f7a f7c9d4 8f6bd1", "ffffff f7e8c4 b5c9e8")


@scene("bicycle", _ALT, WALLS, PAINTS, mood="sunny")
def bicycle(canvas: Canvas, wall_codes: str, finish: tuple[str, str]) -> None:
    rng, wall, floor = canvas.rng, colours(wall_codes), canvas.h * 0.8
    canvas.wash((tone(wall[0], 0.1), wall[0], wall[1]), 0, floor)
    canvas.wash((mix(wall[1], rgb("8a7f78"), 0.6), mix(wall[1], rgb("5f5660"), 0.7)), floor)
    canvas.texture("stone", 0.14)
    shutters(canvas, floor, rgb(finish[0]))
    x, s = 540 + rng.uniform(-50, 50), min(1.25, canvas.h / 1000)
    for wheel in (x - 210 * s, x + 210 * s):
        canvas.soft(oval(wheel + 60, floor - 20, 135 * s, 130 * s), SHADOW, 0.22, 12)
        canvas.soft(oval(wheel, floor + 10 + 110 * s, 135 * s, 14), SHADOW, 0.5, 12)
    with canvas.flat((0, floor - 520 * s, 1080, canvas.h)) as pen:
        figure = pen.moved(x, floor + 10, s)
        _wheel(figure, *_REAR)
        _wheel(figure, *_FRONT)
        _frame(figure, rgb(finish[0]))
        _basket(figure, rng)


def _wheel(pen: Pen, x: float, y: float) -> None:
    pen.ring(x, y, 128, rgb("2b2730"), 10)
    pen.ring(x, y, 118, rgb("b9b4ad"), 4)
    for i in range(14):
        a = 2 * pi * i / 14
        pen.line([(x, y), (x + cos(a) * 118, y + sin(a) * 118)], (*rgb("c9c4bd"), 210), 1.6)
    pen.dot(x, y, 9, rgb("6a6570"))


def _frame(pen: Pen, hue: Colour) -> None:
    steel, leather = rgb("b9b4ad"), rgb("5a3423")
    for a, b, width in _TUBES:
        pen.line([a, b], tone(hue, -0.35), width)
        pen.line([(a[0] - 1.5, a[1] - 2), (b[0] - 1.5, b[1] - 2)], hue, width * 0.62)
    pen.line([_SEAT, (-112, -236)], steel, 8)
    pen.fill(smooth(at("-172 -250, -140 -262, -70 -246, -66 -236, -130 -236"), 5), leather)
    pen.line([_HEAD, (122, -270)], steel, 9)
    bar = smooth(at("60 -268, 110 -288, 140 -276, 128 -256"), 6, closed=False)
    pen.line(bar, rgb("4a3a36"), 11)
    pen.ring(*_CRANK, 32, rgb("6a6570"), 6)
    pen.line(at("-72 50, -28 -30"), rgb("6a6570"), 8)
    pen.box(-94, 46, -54, 57, rgb("2b2730"))
    for x in (-210, 210):
        pen.line(arc(x, 0, 140, 140, pi * 1.08, pi * 1.85, n=20), hue, 9)


def _basket(pen: Pen, rng: Random) -> None:
    x, y, wicker = 170, -260, rgb("b5834a")
    for _ in range(26):
        px, py = x + rng.gauss(0, 44), y + 30 - abs(rng.gauss(24, 26))
        green = tone(rgb("5c8a4a"), rng.uniform(-0.3, 0.2))
        pen.fill(leaf(px, py, 60, 18, rng.uniform(-0.8, 0.8) - pi / 2), green)
    blooms = colours(rng.choice(_BLOOMS))
    for _ in range(15):
        px, py = x + rng.gauss(0, 42), y - abs(rng.gauss(36, 24))
        kind, r = rng.choice(("daisy", "rose", "poppy")), rng.uniform(17, 27)
        flower(pen, rng, kind, px, py, r, rng.choice(blooms))
    pen.fill(at("-74 0, 74 0, 58 92, -58 92", x, y), wicker)
    for i in range(88):
        left, top = x - 66 + 12 * (i % 11), y + 6 + 11 * (i // 11)
        pen.box(left, top, left + 8, top + 6, tone(wicker, -0.3 if i % 2 else 0.2))
    pen.box(x - 78, y - 6, x + 78, y + 8, rgb("9a6a38"), 6)
