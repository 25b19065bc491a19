from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.seas.surface import water
from config.demo.pictures.sketch import outdoors


@outdoors("sailing boats", "Sailing boats on a glittering sea")
def sail(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * rng.uniform(0.52, 0.64)
    x = rng.uniform(280, 800)
    land.sky(
        canvas,
        hour,
        horizon,
        rng.uniform(0.4, 0.8),
        (x, horizon - rng.uniform(30, 190), rng.uniform(34, 60)),
    )
    if rng.random() < 0.6:
        far = down_to(ridge(rng, horizon - 20, 70, 0.5), horizon)
        canvas.shape(far, (hour.far, mix(hour.far, hour.sky[-1], 0.6)))
    water(canvas, hour, horizon)
    land.glints(canvas, x, horizon, 420, hour.light, 220)
    with canvas.flat() as pen:
        for _ in range(rng.randint(2, 4)):
            near = rng.random()
            _boat(
                pen, rng, rng.uniform(140, 940), horizon + 14 + near * 190, 0.5 + near * 1.3, hour
            )
        land.birds(pen, rng, rng.uniform(200, 880), horizon * 0.5, rng.randint(3, 8), hour.near)


def _boat(pen: Pen, rng: Random, x: float, y: float, s: float, hour: Hour) -> None:
    sail = mix(hour.light, rgb("fff6e6"), 0.5)
    side = rng.choice((-1, 1))
    pen.dot(x, y + 3 * s, 60 * s, (*hour.near, 90), 6 * s)
    pen.fill(at("-50 -14, 56 -16, 38 3, -34 3", x, y, s), mix(hour.near, rgb("7a2f2a"), 0.3))
    pen.fill(
        [(x - 2 * s, y - 150 * s), (x + side * 62 * s, y - 26 * s), (x - 2 * s, y - 22 * s)], sail
    )
    pen.fill(
        [
            (x - side * 7 * s, y - 132 * s),
            (x - side * 44 * s, y - 26 * s),
            (x - side * 7 * s, y - 24 * s),
        ],
        tone(sail, -0.22),
    )
    pen.line([(x - 2 * s, y - 156 * s), (x - 2 * s, y - 12 * s)], hour.near, 3 * s)
