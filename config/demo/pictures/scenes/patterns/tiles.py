from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, leaf, turned
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues, gloss
from config.demo.pictures.sketch import scene


@scene("tiles", "Hand-painted glazed tiles with a repeating ornament", SETS, mood="bright")
def tiles(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    count = rng.choice((3, 4, 5))
    side = 1080 / count
    design = [rng.randrange(4) for _ in range(3)]
    canvas.wash((tone(hues[0], -0.3),))
    with canvas.flat() as pen:
        for row in range(int(canvas.h / side) + 1):
            for column in range(count):
                ground = tone(hues[0], rng.uniform(-0.05, 0.12))
                x, y = column * side, row * side
                pen.box(x + 3, y + 3, x + side - 3, y + side - 3, ground, 5)
                _tile(pen, design, hues, (x + side / 2, y + side / 2), side / 2 - 3)
    canvas.texture("cloud", 0.12)
    canvas.texture("stone", 0.1)
    gloss(canvas, side)


def _tile(
    pen: Pen, design: list[int], hues: Hues, middle: tuple[float, float], half: float
) -> None:
    x, y = middle
    for corner in range(4):
        turned_to = corner * pi / 2
        cx, cy = turned([(x - half, y - half)], turned_to, middle)[0]
        reach = half * (0.5 + 0.12 * design[0])
        pen.fill(
            [(cx, cy), *arc(cx, cy, reach, reach, turned_to, turned_to + pi / 2, n=12)], hues[1]
        )
        pen.fill(
            [
                (cx, cy),
                *arc(cx, cy, reach * 0.74, reach * 0.74, turned_to, turned_to + pi / 2, n=12),
            ],
            hues[4],
        )
        pen.fill(
            [
                (cx, cy),
                *arc(cx, cy, reach * 0.42, reach * 0.42, turned_to, turned_to + pi / 2, n=12),
            ],
            hues[3],
        )
        for i in (-1, 0, 1):
            angle = (
                turned_to
                + pi / 4
                + (0 if design[1] % 2 else pi / 4)
                + i * 0.42 * (1 + design[2] % 2)
            )
            pen.fill(
                leaf(x, y, half * (0.94 if i == 0 else 0.7), half * 0.28, angle),
                hues[1] if i == 0 else hues[2],
            )
            if i == 0:
                pen.fill(leaf(x, y, half * 0.6, half * 0.12, angle), hues[0])
    pen.dot(x, y, half * 0.19, hues[3])
    pen.dot(x, y, half * 0.09, hues[1])
