from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, smooth, turned
from config.demo.pictures.scenes.waters.depths import DEPTHS, bubbles, under
from config.demo.pictures.sketch import scene

_PLATES = (
    *((50, 0, 21), (10, 0, 23), (-32, 0, 21), (32, 30, 18), (-8, 34, 19)),
    *((-48, 28, 17), (32, -30, 18), (-8, -34, 19), (-48, -28, 17)),
)


@scene(
    "sea turtle", "A sea turtle gliding through sunlit water", DEPTHS, mood="quiet", film="clear"
)
def turtle(canvas: Canvas, depth: str) -> None:
    rng = canvas.rng
    hues = colours(depth)
    under(canvas, hues, 0)
    s = min(3.3, canvas.h / 300)
    x, y, angle = 540.0, canvas.h * 0.48, rng.uniform(-0.7, 0.3) + rng.choice((0, pi))
    green = rng.choice(colours("7a8a4f 8f7a4a 5f8a70"))

    def here(text: str) -> Path:
        return turned(smooth(at(text, x, y, s), 6), angle, (x, y))

    for fin in (
        "40 40, 20 110, -16 128, 4 60",
        "40 -40, 56 -108, 38 -132, 14 -60",
        "-62 34, -104 66, -100 48, -72 22",
        "-62 -34, -104 -66, -100 -48, -72 -22",
    ):
        canvas.volume(here(fin), tone(green, -0.05), 0.5, 0.2, 0.5)
    canvas.volume(here("76 16, 104 18, 120 0, 104 -18, 76 -16"), tone(green, 0.1), 0.45, 0.24, 0.3)
    shell = here("84 0, 60 44, 0 60, -60 42, -92 0, -60 -42, 0 -60, 60 -44")
    canvas.volume(shell, mix(green, rgb("6b4a2f"), 0.5), 0.5, 0.2, 0.2)
    with canvas.flat() as pen:
        for u, v, r in _PLATES:
            plate = [(u + r * cos(pi * i / 3), v + r * sin(pi * i / 3)) for i in range(6)]
            pen.fill(
                turned([(x + a * s, y + b * s) for a, b in plate], angle, (x, y)),
                (*tone(mix(green, rgb("a8703f"), 0.5), rng.uniform(-0.1, 0.25)), 210),
            )
    bubbles(canvas, 70)
