"""A window with the weather outside."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, tone
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour


def window(
    canvas: Canvas, area: tuple[float, float, float, float], hour: Hour, wood: Colour
) -> None:
    left, top, right, bottom = area
    tall = bottom - top
    view = Canvas(canvas.image.size, canvas.rng)
    sun = canvas.rng.uniform(left + 100, right - 100), top + tall * 0.35, 36
    land.sky(view, hour, bottom - tall * 0.25, 0.7, sun)
    land.ranges(view, hour, bottom - tall * 0.4, bottom, 3, 90)
    pixels = canvas.pixels(area)
    if pixels is not None:
        canvas.image.paste(view.image.crop(pixels), pixels[:2])
    with canvas.flat((left - 40, top - 40, right + 40, bottom + 50)) as pen:
        for x in (left, (left + right) / 2, right):
            pen.box(x - 11, top - 11, x + 11, bottom, wood)
            pen.box(x + 5, top - 11, x + 11, bottom, tone(wood, -0.2))
        for y in (top, top + tall * 0.4):
            pen.box(left, y - 10, right, y + 10, wood)
        pen.box(left - 34, bottom - 6, right + 34, bottom + 22, wood)
        pen.box(left - 34, bottom + 14, right + 34, bottom + 24, tone(wood, -0.3))
