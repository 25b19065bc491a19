from math import pi
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, box, turned
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene(
    "geometric print",
    "A geometric print of circles, arcs and triangles",
    SETS,
    mood="bright",
    film="faded",
)
def bauhaus(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    count = rng.choice((3, 4, 4, 5))
    side = 1080 / count
    canvas.wash((hues[0],))
    with canvas.flat() as pen:
        for row in range(int(canvas.h / side) + 1):
            for column in range(count):
                _figure(pen, rng, column * side, row * side, side, hues)
    canvas.texture("stone", 0.2)
    canvas.texture("cloth", 0.1)


def _figure(pen: Pen, rng: Random, x: float, y: float, s: float, hues: Hues) -> None:
    ground, a, b = rng.sample(hues, 3)
    pen.box(x, y, x + s, y + s, ground)
    middle, quarter = (x + s / 2, y + s / 2), rng.randrange(4) * pi / 2
    kind = rng.randrange(7)
    if kind == 0:
        pen.fill(turned([(x, y + s), *arc(x, y + s, s, s, -pi / 2, 0)], quarter, middle), a)
        pen.fill(turned([(x, y + s), *arc(x, y + s, s / 2, s / 2, -pi / 2, 0)], quarter, middle), b)
    elif kind == 1:
        pen.dot(*middle, s * 0.42, a)
        pen.fill(turned(arc(*middle, s * 0.42, s * 0.42, 0, pi), quarter, middle), b)
    elif kind == 2:
        pen.fill(turned([(x, y), (x + s, y + s), (x, y + s)], quarter, middle), a)
    elif kind == 3:
        for i in range(4):
            pen.fill(
                turned(box(x, y + i * s / 4, x + s, y + i * s / 4 + s / 8), quarter, middle), a
            )
    elif kind == 4:
        for r, hue in ((0.5, a), (0.36, ground), (0.22, b)):
            pen.dot(*middle, s * r, hue)
    elif kind == 5:
        for i in range(2):
            pen.fill(
                turned(arc(x + s / 2, y + i * s / 2, s / 2, s / 2, 0, pi), quarter, middle),
                (a, b)[i],
            )
    else:
        for i in range(9):
            pen.dot(x + s * (0.2 + 0.3 * (i % 3)), y + s * (0.2 + 0.3 * (i // 3)), s * 0.08, a)
