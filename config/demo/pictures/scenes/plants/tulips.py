from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import at, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors


@outdoors(
    "flower fields",
    "Rows of flowers running to the horizon",
    (hours.FRESH, hours.SUNRISE, hours.NOON, hours.ROSE, hours.GOLDEN),
    (
        "d7263d f2b134 f46197 ffffff",
        "8f6bd1 b59ae0 6a4fb0 d9c4f2",
        "e8497a f7a8c4 fbe0e8 c9305f",
        "f2c14e ef8354 d7263d f7e8c4",
    ),
)
def tulips(canvas: Canvas, hour: Hour, rows: str) -> None:
    rng = canvas.rng
    horizon = canvas.h * 0.4
    land.sky(canvas, hour, horizon, 0.7, (rng.uniform(200, 880), horizon * 0.5, 36))
    land.ranges(canvas, hour, horizon - 30, horizon + 8, 1, 40)
    _stripes(canvas, horizon, colours(rows), rng.uniform(350, 730))
    if rng.random() < 0.7:
        _mill(canvas, rng.uniform(200, 880), horizon + 12, hour.near)


def _stripes(canvas: Canvas, horizon: float, hues: tuple[Colour, ...], vanish: float) -> None:
    rng = canvas.rng
    with canvas.flat((0, horizon, 1080, canvas.h)) as pen:
        pen.box(0, horizon, 1080, canvas.h, rgb("4f6b3a"))
        count = 13
        for i in range(-count, count):
            hue = hues[(i // 2) % len(hues)]
            left, right = 540 + i * 210, 540 + (i + 0.72) * 210
            pen.fill(
                [
                    (vanish + i * 14, horizon),
                    (vanish + (i + 0.72) * 14, horizon),
                    (right, canvas.h + 10),
                    (left, canvas.h + 10),
                ],
                tone(hue, -0.28),
            )
        for _ in range(900):
            near = rng.random() ** 0.6
            i = rng.randint(-count, count - 1)
            t = i + rng.uniform(0.02, 0.7)
            x, y = (
                (vanish + t * 14) * (1 - near) + (540 + t * 210) * near,
                horizon + near * (canvas.h - horizon),
            )
            hue = hues[(i // 2) % len(hues)]
            if -20 < x < 1100:
                pen.dot(x, y, 2 + 10 * near, tone(hue, rng.uniform(-0.15, 0.25)), 2 + 12 * near)


def _mill(canvas: Canvas, x: float, foot: float, dark: Colour) -> None:
    start = canvas.rng.uniform(0, 1.5)
    with canvas.flat((x - 160, foot - 300, x + 160, foot + 4)) as pen:
        pen.fill(at("-42 0, -26 -130, 26 -130, 42 0", x, foot), mix(dark, rgb("6b4a3a"), 0.5))
        pen.fill(at("4 0, 2 -130, 26 -130, 42 0", x, foot), (*dark, 110))
        pen.fill([(x - 32, foot - 126), (x, foot - 168), (x + 32, foot - 126)], tone(dark, -0.1))
        for i in range(4):
            angle = start + i * pi / 2
            tip = x + cos(angle) * 118, foot - 142 + sin(angle) * 118
            pen.line([(x, foot - 142), tip], dark, 5)
            wing = stroke(
                [
                    (x + cos(angle + 0.12) * 30, foot - 142 + sin(angle + 0.12) * 30),
                    (x + cos(angle + 0.1) * 116, foot - 142 + sin(angle + 0.1) * 116),
                ],
                22,
            )
            pen.fill(wing, rgb("f3e9d6"))
