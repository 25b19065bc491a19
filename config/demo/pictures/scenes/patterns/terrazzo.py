from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import rgb, tone
from config.demo.pictures.brush.shapes import turned
from config.demo.pictures.scenes.patterns.glaze import SETS, Hues
from config.demo.pictures.sketch import scene


@scene("terrazzo", "Terrazzo floor with coloured chips of stone", SETS, mood="bright")
def terrazzo(canvas: Canvas, hues: Hues) -> None:
    rng = canvas.rng
    canvas.wash((tone(hues[0], 0.1), hues[0]))
    with canvas.flat() as pen:
        for size, count in ((74, 46), (36, 130), (14, 300)):
            for _ in range(count):
                x, y, r = (
                    rng.uniform(0, 1080),
                    rng.uniform(0, canvas.h),
                    size * rng.uniform(0.6, 1.2),
                )
                corners = rng.randint(4, 6)
                chip = [
                    turned(
                        [(x + r * rng.uniform(0.6, 1), y)],
                        2 * pi * (i + rng.uniform(-0.25, 0.25)) / corners,
                        (x, y),
                    )[0]
                    for i in range(corners)
                ]
                pen.fill(chip, tone(rng.choice(hues[1:]), rng.uniform(-0.15, 0.35)))
    canvas.texture("stone", 0.18)
    canvas.texture("cloud", 0.08)
    canvas.soft(
        [(canvas.rng.uniform(0, 500), -40), (1120, -40), (1120, canvas.h * 0.7)],
        rgb("2b2233"),
        0.22,
        30,
    )
