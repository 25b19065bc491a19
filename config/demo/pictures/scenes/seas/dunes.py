from math import sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import down_to, smooth
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors("dunes", "Camels crossing sand dunes")
def dunes(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * rng.uniform(0.34, 0.46)
    x = rng.uniform(200, 880)
    land.sky(canvas, hour, horizon + 60, 0.2, (x, horizon - rng.uniform(60, 150), 38))
    sand = mix(mix(rgb("d98e4f"), hour.light, 0.25), hour.near, 0.12)
    for i in range(4):
        near = i / 3
        y = horizon + near**1.3 * canvas.h * 0.42
        _dune(
            canvas, hour, mix(mix(hour.far, sand, 0.4 + 0.6 * near), sand, near), y, 90 + 130 * near
        )
    with canvas.flat((0, horizon - 60, canvas.w, horizon + 320)) as pen:
        _caravan(pen, rng, rng.uniform(200, 560), horizon + canvas.h * 0.1, tone(hour.near, -0.2))


def _dune(canvas: Canvas, hour: Hour, sand: Colour, y: float, height: float) -> None:
    rng = canvas.rng
    crest = rng.uniform(250, 830)
    left = smooth(
        [
            (-40, y + rng.uniform(0, 1) * height),
            (crest * 0.5, y + rng.uniform(-0.1, 0.5) * height),
            (crest, y - height * 0.6),
        ],
        10,
        closed=False,
    )
    right = smooth(
        [
            (crest, y - height * 0.6),
            (crest + 260, y + rng.uniform(-0.1, 0.4) * height),
            (1130, y + rng.uniform(0, 1) * height),
        ],
        10,
        closed=False,
    )
    whole = down_to([*left, *right], canvas.h + 5)
    canvas.shape(whole, (mix(sand, hour.light, 0.35), sand, tone(sand, -0.15)))
    canvas.texture("dune", 0.16, whole)
    lean = rng.uniform(-90, 60)
    spine = smooth(
        [
            (crest, y - height * 0.6),
            (crest + 34, y),
            (crest - 30 + lean, y + height * 0.9),
            (crest + lean * 2, y + height * 2),
            (crest - 160 + lean, canvas.h + 60),
        ],
        10,
        closed=False,
    )
    shade = [*spine, (1140, canvas.h + 60), *reversed(right)]
    dark = tone(mix(sand, hour.near, 0.3), -0.28)
    canvas.shape(shade, (dark, mix(dark, sand, 0.35), mix(dark, sand, 0.6)))


def _caravan(pen: Pen, rng: Random, x: float, y: float, ink: Colour) -> None:
    for i in range(rng.randint(3, 5)):
        cx, cy, s = x + i * 74, y + 5 * sin(i), 1.0
        for leg in (-17, -11, 11, 17):
            pen.line([(cx + leg, cy - 20), (cx + leg + rng.uniform(-3, 3), cy + 14)], ink, 4)
        pen.dot(cx, cy - 26 * s, 24, ink, 11)
        pen.dot(cx - 2, cy - 38, 11, ink, 9)
        pen.line([(cx + 20, cy - 26), (cx + 31, cy - 30), (cx + 34, cy - 48)], ink, 6)
        pen.dot(cx + 39, cy - 49, 8, ink, 4.5)
