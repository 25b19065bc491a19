from math import pi
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, box, clump
from config.demo.pictures.sketch import scene

_SKIES = (
    "2f7fc1 8cc4e8 dceff5",
    "f2b48c f8d9b4 fdf0dc",
    "5a6fa8 c79bb8 f7cfc0",
    "3f9fb5 a9dbdc eef7f0",
)


@scene(
    "white village",
    "White houses with blue domes above the sea",
    _SKIES,
    mood="sunny",
    film="clear",
)
def village(canvas: Canvas, sky_codes: str) -> None:
    rng = canvas.rng
    sky = colours(sky_codes)
    horizon = canvas.h * 0.36
    canvas.wash(sky, 0, horizon)
    canvas.clouds(rgb("ffffff"), 0.5, 0, horizon, 0.4)
    canvas.wash((mix(rgb("2f7fa8"), sky[-1], 0.4), rgb("226a94")), horizon)
    canvas.texture("water", 0.1, box(0, horizon, 1080, canvas.h))
    white = mix(rgb("fbf7f0"), sky[-1], 0.2)
    for i in range(7):
        y = canvas.h * (0.46 + 0.095 * i)
        x = rng.uniform(-120, 40) + max(0, 420 - i * 120)
        while x < 1100:
            x += _cube(canvas, x, y, 0.75 + 0.09 * i, white) + rng.uniform(-14, 22)
    with canvas.flat((0, canvas.h * 0.3, 1080, canvas.h)) as pen:
        for _ in range(5):
            _bush(pen, rng, rng.uniform(60, 1020), canvas.h * rng.uniform(0.6, 0.98))


def _cube(canvas: Canvas, x: float, y: float, s: float, white: Colour) -> float:
    rng = canvas.rng
    w, h = rng.uniform(130, 230) * s, rng.uniform(110, 200) * s
    shade = mix(white, rgb("8fa3c7"), 0.55)
    hue = rng.choice(
        (white, white, white, mix(white, rgb("f2c9a8"), 0.6), mix(white, rgb("f3b8ae"), 0.5))
    )
    top = y - h
    if rng.random() < 0.24:
        canvas.volume(
            [
                (x + w * 0.1, top + 4),
                *arc(x + w * 0.4, top + 4, w * 0.3, w * 0.32, pi, 2 * pi),
                (x + w * 0.7, top + 4),
            ],
            rgb("2f6fb5"),
            0.5,
        )
    canvas.wash((hue, mix(hue, shade, 0.3)), top, y + 400 * s, x, x + w * 0.72)
    canvas.wash((shade, mix(shade, rgb("6f7fae"), 0.3)), top, y + 400 * s, x + w * 0.72, x + w)
    with canvas.flat((x - 6, top - 14, x + w + 6, y + 10)) as pen:
        pen.box(x - 4, top - 8, x + w * 0.73, top + 4, tone(hue, 0.6))
        blue = rng.choice(colours("2f6fb5 2b5f9c 3f86b8"))
        for i in range(rng.randint(1, 3)):
            wx = x + w * (0.12 + 0.2 * i)
            if rng.random() < 0.3:
                pen.fill(
                    [
                        (wx, y),
                        *arc(wx + 16 * s, y - 50 * s, 16 * s, 16 * s, pi, 2 * pi, n=10),
                        (wx + 32 * s, y),
                    ],
                    blue,
                )
            else:
                pen.box(wx, top + h * 0.28, wx + 24 * s, top + h * 0.28 + 34 * s, blue)
                pen.box(
                    wx - 3, top + h * 0.28 + 34 * s, wx + 24 * s + 3, top + h * 0.28 + 39 * s, shade
                )
        pen.box(x + w * 0.8, top + h * 0.3, x + w * 0.9, top + h * 0.3 + 34 * s, tone(blue, -0.3))
    return w


def _bush(pen: Pen, rng: Random, x: float, y: float) -> None:
    for _ in range(46):
        px, py = x + rng.gauss(0, 36), y + rng.gauss(0, 20)
        bloom = rng.random() < 0.6
        pen.fill(
            clump(rng, px, py, 12, 10),
            tone(rgb("d33f82") if bloom else rgb("4f7a45"), rng.uniform(-0.3, 0.2)),
        )
