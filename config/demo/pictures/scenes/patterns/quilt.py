from math import pi
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import rgb
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import box, turned
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene("quilt", "A patchwork quilt sewn from geometric blocks", SETS, mood="cosy")
def quilt(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    count = rng.choice((4, 5, 6))
    side = 1080 / count
    blocks = [rng.randrange(5) for _ in range(4)]
    with canvas.flat() as pen:
        for row in range(int(canvas.h / side) + 1):
            for column in range(count):
                block = blocks[(row % 2) * 2 + column % 2]
                _patch(pen, rng, block, column * side, row * side, side, hues)
    canvas.texture("cloth", 0.16)
    canvas.texture("cloud", 0.14)
    with canvas.flat() as pen:
        for i in range(1, count * 2):
            for j in range(int(canvas.h / 26)):
                pen.box(
                    i * side / 2 - 1, j * 26, i * side / 2 + 2, j * 26 + 13, (255, 255, 255, 90)
                )
    for i in range(1, count):
        canvas.soft(box(i * side - 3, 0, i * side + 4, canvas.h), rgb("1d1626"), 0.34, 7)
    for i in range(1, int(canvas.h / side) + 1):
        canvas.soft(box(0, i * side - 3, 1080, i * side + 4), rgb("1d1626"), 0.34, 7)


def _patch(pen: Pen, rng: Random, block: int, x: float, y: float, s: float, hues: Hues) -> None:
    ground, a, b = hues[0], *rng.sample(hues[1:], 2)
    pen.box(x, y, x + s, y + s, ground)
    h = s / 2
    if block == 0:
        for i in range(4):
            pen.fill(turned([(x, y), (x + h, y), (x + h, y + h)], i * pi / 2, (x + h, y + h)), a)
            pen.fill(turned([(x, y), (x + h, y + h), (x, y + h)], i * pi / 2, (x + h, y + h)), b)
    elif block == 1:
        for i in range(5):
            inset = i * s / 10
            pen.box(
                x + inset, y + inset, x + s - inset, y + s - inset, (a, ground, b, ground, a)[i]
            )
    elif block == 2:
        for i in range(4):
            pen.fill(
                turned(
                    [
                        (x + h, y),
                        (x + s * 0.75, y + s * 0.25),
                        (x + h, y + h),
                        (x + s * 0.25, y + s * 0.25),
                    ],
                    i * pi / 2,
                    (x + h, y + h),
                ),
                a if i % 2 else b,
            )
    elif block == 3:
        pen.fill([(x, y), (x + s, y), (x, y + s)], a)
        pen.fill([(x, y), (x + h, y), (x, y + h)], b)
    else:
        for i in range(4):
            pen.box(
                x + (i % 2) * h,
                y + (i // 2) * h,
                x + (i % 2) * h + h,
                y + (i // 2) * h + h,
                (a, ground, ground, b)[i],
            )
        pen.fill(
            [
                (x + h, y + s * 0.2),
                (x + s * 0.8, y + h),
                (x + h, y + s * 0.8),
                (x + s * 0.2, y + h),
            ],
            hues[3],
        )
