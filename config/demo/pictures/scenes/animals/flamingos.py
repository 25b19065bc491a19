"""Flamingos in a lagoon."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, leaf, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors

_HOURS = (hours.ROSE, hours.SUNRISE, hours.FRESH, hours.DUSK, hours.NOON)
_BODY = "-52 -82, -20 -105, 22 -106, 34 -92, 10 -72, -24 -71"
_BOWED = "26 -92, 44 -84, 52 -60, 58 -28"
_UPRIGHT = "26 -96, 42 -118, 26 -142, 36 -166, 50 -170"


@outdoors("flamingos", "Pink flamingos standing in a shallow lagoon", _HOURS)
def flamingos(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    water = canvas.h * rng.uniform(0.52, 0.6)
    land.sky(canvas, hour, water, 0.5, (rng.uniform(200, 880), water * 0.5, 50))
    land.ranges(canvas, hour, water - 60, water, 2, 60)
    canvas.mirror(water, mix(hour.sky[1], hour.sky[-1], 0.4), 0.3, 5)
    spots = sorted((rng.uniform(0.1, 1), rng.uniform(120, 960)) for _ in range(rng.randint(4, 7)))
    for near, x in spots:
        foot = water + 30 + near * (canvas.h - water) * 0.72
        size = (1.1 + 1.9 * near) * min(1.0, canvas.h / 1200)
        pink = mix(rng.choice(colours("f28aa0 ee7a8a f5a8b0")), hour.far, 0.3 * (1 - near))
        _flamingo(canvas, (x, foot), size, rng.choice((-1, 1)), pink)


def _flamingo(
    canvas: Canvas, place: tuple[float, float], s: float, side: int, pink: Colour
) -> None:
    x, foot = place
    neck = smooth(at(_BOWED if canvas.rng.random() < 0.35 else _UPRIGHT), 8, closed=False)
    area = x - 90 * s, foot - 190 * s, x + 90 * s, foot + 190 * s
    with canvas.flat(area) as pen:
        _mirrored(pen.moved(x, foot, s, side), neck, mix(pink, rgb("b5a0b0"), 0.45))
        _limbs(pen.moved(x, foot, s, side), neck, pink)
    canvas.volume(smooth(at(_BODY, x, foot, side * s, s), 6), pink, 0.45, 0.26)
    with canvas.flat(area) as pen:
        _head(pen.moved(x, foot, s, side), neck[-1], pink)


def _mirrored(pen: Pen, neck: Path, pale: Colour) -> None:
    """In the water."""
    ink = (*pale, 110)
    for x in (-4, 8):
        pen.line([(x, 78), (x + 1, 0)], ink, 3)
    pen.fill(stroke([(x, -y) for x, y in neck], 10, 7), ink)
    pen.fill([(x, -y) for x, y in smooth(at(_BODY), 6)], ink)


def _limbs(pen: Pen, neck: Path, pink: Colour) -> None:
    for x in (-4, 8):
        pen.line([(x, -78), (x + 1, 0)], tone(pink, -0.3), 3)
    pen.fill(stroke(neck, 10, 7), pink)


def _head(pen: Pen, spot: tuple[float, float], pink: Colour) -> None:
    x, y = spot
    dark = rgb("2b2028")
    pen.dot(x, y, 8.5, pink, 7.5)
    pen.fill(at("6 -3, 17 4, 13 14, 4 5", x, y), dark)
    pen.dot(x + 2, y - 2, 1.6, dark)
    pen.fill(leaf(18, -98, 66, 22, pi * 0.93), tone(pink, -0.16))
