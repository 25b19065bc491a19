"""Towers with lit windows."""

from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.motifs.hours import Hour

LAMP = rgb("ffd48a")


def towers(canvas: Canvas, hour: Hour, floor: float, near: float, reach: float) -> None:
    rng = canvas.rng
    wall = mix(hour.far, hour.near, 0.3 + 0.62 * near)
    x = rng.uniform(-60, 0)
    while x < 1080:
        width = rng.uniform(60, 150)
        middle = 1 - abs(x - 540) / 900
        top = floor - canvas.h * reach * middle * rng.uniform(0.45, 1.15)
        tower(canvas, hour, (x, top, x + width, floor), tone(wall, rng.uniform(-0.14, 0.1)), near)
        x += width + rng.uniform(-6, 22)


def tower(
    canvas: Canvas, hour: Hour, area: tuple[float, float, float, float], wall: Colour, near: float
) -> None:
    rng = canvas.rng
    left, top, right, floor = area
    crown = rng.choice(("flat", "step", "spire", "slope"))
    canvas.wash((wall, mix(wall, hour.sky[-1], 0.3)), top, floor, left, right)
    with canvas.flat((left - 4, top - 120, right + 4, floor)) as pen:
        middle, width = (left + right) / 2, right - left
        if crown == "step":
            pen.box(left + width * 0.2, top - 34, right - width * 0.2, top + 2, wall)
            pen.box(left + width * 0.36, top - 62, right - width * 0.36, top - 30, wall)
        elif crown == "spire":
            pen.fill(
                [(left + width * 0.1, top + 1), (middle, top - 60), (right - width * 0.1, top + 1)],
                wall,
            )
            pen.line([(middle, top - 50), (middle, top - 116)], wall, 4)
        elif crown == "slope":
            pen.fill([(left, top + 1), (left, top - 46), (right, top + 1)], wall)
        pen.box(right - width * 0.22, top, right, floor, (*tone(wall, -0.6), 60))
        windows(pen, rng, area, near, hour)


def windows(
    pen: Pen, rng: Random, area: tuple[float, float, float, float], near: float, hour: Hour
) -> None:
    left, top, right, floor = area
    step = rng.uniform(13, 20)
    lit = rng.uniform(0.25, 0.6) * (0.5 + near * 0.5)
    warm = (LAMP, rgb("ffe9bd"), rgb("ffb866"), mix(hour.sky[-1], rgb("ffffff"), 0.4))
    y = top + step * 0.8
    while y < floor - step:
        x = left + step * 0.5
        while x < right - step * 0.6:
            if rng.random() < lit:
                pen.box(
                    x,
                    y,
                    x + step * 0.42,
                    y + step * 0.55,
                    mix(rng.choice(warm), hour.far, 0.5 * (1 - near)),
                )
            x += step * 0.85
        y += step * 1.15
