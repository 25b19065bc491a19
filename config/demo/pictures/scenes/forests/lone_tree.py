from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, clump, down_to, oval, smooth, stroke
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors("lone tree", "One tree on a hill above a field")
def lone_tree(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * rng.uniform(0.66, 0.74)
    x = rng.uniform(340, 740)
    land.sky(canvas, hour, horizon, 0.8, (1080 - x, horizon - rng.uniform(80, 260), 40))
    land.ranges(canvas, hour, horizon - 50, horizon + 20, 2, 60)
    field = mix(mix(rgb("b89a4a"), hour.light, 0.25), hour.near, 0.3)
    hill = smooth(
        [
            (-40, horizon + 60),
            (x - 200, horizon + 16),
            (x, horizon),
            (x + 240, horizon + 18),
            (1120, horizon + 70),
        ],
        10,
        closed=False,
    )
    canvas.shape(
        down_to(hill, canvas.h + 4), (mix(field, hour.light, 0.35), field, tone(field, -0.4))
    )
    _rows(canvas, hill, field, x)
    _tree(
        canvas,
        x,
        horizon + 8,
        rng.uniform(300, 420),
        mix(mix(rgb("3d5c36"), hour.near, 0.45), hour.far, 0.1),
        hour,
    )
    with canvas.flat((0, 0, canvas.w, horizon)) as pen:
        land.birds(pen, rng, x + 150, horizon - 330, 6, hour.near)


def _rows(canvas: Canvas, hill: Path, field: Colour, x: float) -> None:
    with canvas.flat((0, hill[0][1] - 120, canvas.w, canvas.h)) as pen:
        for i in range(-26, 27):
            end = x + i * 130
            pen.line(
                [(x + i * 20, hill[len(hill) // 2][1] + abs(i) * 1.4 + 5), (end, canvas.h + 20)],
                (*tone(field, -0.5), 90),
                5,
            )


def _tree(canvas: Canvas, x: float, foot: float, tall: float, leaf: Colour, hour: Hour) -> None:
    rng = canvas.rng
    bark = mix(rgb("3a2a22"), hour.near, 0.5)
    canvas.soft(oval(x + 60, foot + 14, tall * 0.55, 18), tone(hour.near, -0.3), 0.55, 12)
    with canvas.flat((x - tall, foot - tall * 1.25, x + tall, foot + 20)) as pen:
        pen.fill(
            stroke(
                smooth(
                    [(x, foot + 8), (x - 6, foot - tall * 0.3), (x + 8, foot - tall * 0.6)],
                    6,
                    closed=False,
                ),
                46,
                20,
            ),
            bark,
        )
        for end in (-0.32, -0.12, 0.16, 0.34):
            pen.fill(
                stroke([(x, foot - tall * 0.3), (x + end * tall, foot - tall * 0.68)], 18, 5), bark
            )
        puffs = [_puff(rng) for _ in range(150)]
        for light, lift in ((-0.3, 0.0), (0.0, 0.03), (0.2, 0.07)):
            for px, py in puffs[:: 1 if light <= 0 else 2]:
                r = tall * rng.uniform(0.05, 0.1) * (1 - lift * 5)
                spot = x + (px - lift) * tall, foot - (py + lift) * tall
                pen.fill(
                    clump(rng, *spot, r, r * 0.8),
                    mix(tone(leaf, min(light, 0)), hour.light, max(light, 0)),
                )


def _puff(rng: Random) -> tuple[float, float]:
    """A place in a crown, which is round above and flat below."""
    angle, reach = rng.uniform(-0.25, pi + 0.25), rng.random() ** 0.5
    return cos(angle) * reach * 0.46, 0.52 + sin(angle) * reach * 0.42
