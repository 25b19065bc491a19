from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene("woven rug", "A woven rug with bands of diamonds and zigzags", SETS, mood="cosy")
def rug(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    canvas.wash((hues[1],))
    y = 0.0
    with canvas.flat() as pen:
        while y < canvas.h:
            tall = rng.choice((40, 64, 120, 180))
            _band(pen, rng, y, tall, hues)
            y += tall
    for _ in range(2):
        canvas.texture("cloth", 0.22)
    with canvas.flat() as pen:
        for i in range(0, 1080, 9):
            pen.box(i, 0, i + 1.5, canvas.h, (20, 12, 26, 42))
    canvas.texture("cloud", 0.1)


def _band(pen: Pen, rng: Random, y: float, tall: float, hues: Hues) -> None:
    ground, a, b = rng.sample(hues, 3)
    pen.box(0, y, 1080, y + tall, ground)
    kind = rng.randrange(4) if tall > 50 else 3
    step = tall if kind else tall * 0.66
    x = -((1080 % step) / 2)
    while x < 1080 + step:
        middle = y + tall / 2
        if kind == 0:
            pen.fill([(x, y + tall), (x + step / 2, y), (x + step, y + tall)], a)
            pen.fill(
                [
                    (x + step * 0.25, y + tall),
                    (x + step / 2, y + tall * 0.5),
                    (x + step * 0.75, y + tall),
                ],
                b,
            )
        elif kind == 1:
            for size, hue in ((0.5, a), (0.34, ground), (0.2, b)):
                pen.fill(
                    [
                        (x + step / 2, middle - tall * size),
                        (x + step * (0.5 + size), middle),
                        (x + step / 2, middle + tall * size),
                        (x + step * (0.5 - size), middle),
                    ],
                    hue,
                )
        elif kind == 2:
            zig = [(x, y + tall * 0.2), (x + step / 2, y + tall * 0.8), (x + step, y + tall * 0.2)]
            pen.line(zig, a, tall * 0.16)
            pen.line([(px, py + tall * 0.2) for px, py in zig], b, tall * 0.07)
        else:
            pen.box(x, y + tall * 0.34, x + step * 0.5, y + tall * 0.66, a)
        x += step
