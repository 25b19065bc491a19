from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import tone
from config.demo.pictures.brush.shapes import arc
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues, gloss
from config.demo.pictures.sketch import scene


@scene("mosaic", "A round mosaic of small coloured stones", SETS, mood="bright")
def mosaic(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    canvas.wash((tone(hues[0], -0.25),))
    x0, y0 = 540 + rng.uniform(-120, 120), canvas.h / 2 + rng.uniform(-100, 100)
    order = rng.sample(hues[1:], 4)
    with canvas.flat() as pen:
        ring, r = 0, 30.0
        while r < 960:
            step = rng.uniform(24, 34)
            count = max(6, int(2 * pi * r / 34))
            hue = order[(ring // 2) % 4] if ring % 7 else hues[0]
            for i in range(count):
                a, b = 2 * pi * (i + 0.06) / count, 2 * pi * (i + 0.94) / count
                stone = [
                    *arc(x0, y0, r, r, a, b, n=3),
                    *arc(x0, y0, r + step - 4, r + step - 4, b, a, n=3),
                ]
                petal = hues[3] if (i * 16 // count + ring) % 4 == 0 else hue
                pen.fill(stone, tone(petal, rng.uniform(-0.2, 0.25)))
            r += step
            ring += 1
    canvas.texture("stone", 0.16)
    gloss(canvas, 200)
