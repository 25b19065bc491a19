from math import pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, tone
from config.demo.pictures.brush.shapes import arc
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene


@scene("floating ink", "Rings of ink floating on water", HUES, mood="abstract", film="faded")
def floating(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    hues = colours(codes)
    pale = max(hues, key=sum)
    canvas.wash((tone(pale, 0.3), pale))
    drops = [
        (rng.uniform(150, 930), rng.uniform(150, canvas.h - 150), rng.uniform(0, 6))
        for _ in range(3)
    ]
    with canvas.flat() as pen:
        for i in range(18, 0, -1):
            for j, (x, y, phase) in enumerate(drops):
                reach = 14 + i * (26 - 4 * j)
                outline = [
                    (
                        x
                        + reach
                        * (1 + 0.17 * sin(3 * a + phase) + 0.1 * sin(5 * a + phase * 2 + i * 0.05))
                        * u,
                        y + reach * (1 + 0.13 * sin(2 * a + phase)) * v,
                    )
                    for a, u, v in _circle()
                ]
                hue = hues[(i * (j + 2) // 3 + j) % len(hues)]
                pen.fill(outline, pale if i % 2 else hue)
    canvas.texture("cloud", 0.1)
    canvas.texture("cloth", 0.08)


def _circle() -> list[tuple[float, float, float]]:
    around = arc(0, 0, 1, 1, 0, 2 * pi, n=64)
    return [(2 * pi * i / 63, u, v) for i, (u, v) in enumerate(around)]
