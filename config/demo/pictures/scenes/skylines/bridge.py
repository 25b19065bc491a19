from math import cosh

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.skylines.towers import LAMP, towers
from config.demo.pictures.sketch import outdoors


@outdoors("bridge", "A suspension bridge over calm water", hours.EVENINGS)
def bridge(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    water = canvas.h * 0.68
    land.sky(canvas, hour, water, 0.7, (rng.uniform(250, 830), water * 0.45, 40))
    land.ranges(canvas, hour, water - 90, water, 2, 90)
    towers(canvas, hour, water, 0.15, 0.16)
    steel = mix(rng.choice((rgb("b8402f"), rgb("3d5261"), rgb("8a8f8c"))), hour.near, 0.35)
    _span(canvas, steel, water, rng.uniform(240, 330), rng.uniform(750, 850))
    canvas.mirror(water, mix(hour.near, hour.sky[0], 0.45), 0.28, 9)
    canvas.mist(water - 100, water + 40, hour.sky[-1], 0, 0.3)
    land.glints(canvas, 540, water, 800, hour.light, 90)


def _span(canvas: Canvas, steel: Colour, water: float, left: float, right: float) -> None:
    deck, top = water - canvas.h * 0.1, water - canvas.h * 0.4
    main = _cable(left, right, top, deck - 16)
    sides = [
        _cable(left - (right - left), left, top, deck - 16),
        _cable(right, right + (right - left), top, deck - 16),
    ]
    with canvas.flat((0, top - 20, canvas.w, water + 4)) as pen:
        for line in (main, *sides):
            pen.line(line, steel, 7)
            for x, y in line[::2]:
                pen.line([(x, y), (x, deck)], (*steel, 200), 2)
        pen.box(-5, deck - 6, 1090, deck + 15, steel)
        pen.box(-5, deck + 9, 1090, deck + 15, tone(steel, -0.4))
        for x in (left, right):
            pen.box(x - 19, top - 14, x - 7, water, steel)
            pen.box(x + 7, top - 14, x + 19, water, tone(steel, -0.25))
            for y in (top, top + 84, top + 168, deck - 50):
                pen.box(x - 19, y, x + 19, y + 15, tone(steel, -0.12))
        for x in range(12, 1080, 54):
            pen.dot(x, deck - 9, 3.4, LAMP)


def _cable(left: float, right: float, top: float, low: float) -> Path:
    scale = cosh(1.5) - 1
    return [
        (left + (right - left) * i / 36, low - (low - top) * (cosh((i / 18 - 1) * 1.5) - 1) / scale)
        for i in range(37)
    ]
