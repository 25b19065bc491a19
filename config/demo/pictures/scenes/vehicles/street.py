"""The walls that things are parked at, and the colours they are painted."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.motifs.shadow import SHADOW

PAINTS = (
    ("d9573c", "red"),
    ("3f7f8f", "teal"),
    ("f0c24a", "yellow"),
    ("7fa98f", "mint green"),
    ("e8a0a0", "pink"),
    ("35506f", "navy blue"),
    ("f1e8d8", "cream"),
)
WALLS = (
    "e8cfa8 d0a878",
    "c9d6cf 9fb5ac",
    "e3b0a0 c98070",
    "d9d3e0 b0a6c0",
    "8fb0b8 6a8f9a",
    "f0dcc0 dcb78a",
)


def shutters(canvas: Canvas, floor: float, hue: Colour) -> None:
    rng = canvas.rng
    x, top, bottom = rng.choice((250.0, 800.0)), floor * 0.12, floor * 0.52
    with canvas.flat((x - 260, top - 30, x + 260, bottom + 60)) as pen:
        pen.box(x - 110, top - 14, x + 110, bottom + 14, rgb("f5eee2"))
        pen.box(x - 94, top, x + 94, bottom, rgb("4a6270"))
        pen.fill([(x - 94, top), (x + 30, top), (x - 94, bottom)], (255, 255, 255, 60))
        for bar in (0.33, 0.66):
            pen.box(
                x - 94,
                top + (bottom - top) * bar,
                x + 94,
                top + (bottom - top) * bar + 7,
                rgb("f5eee2"),
            )
        pen.box(x - 4, top, x + 4, bottom, rgb("f5eee2"))
        for side in (-1, 1):
            left, right = sorted((x + side * 114, x + side * 214))
            pen.box(left + 10, top + 6, right + 10, bottom + 18, (*SHADOW, 80))
            pen.box(left, top - 8, right, bottom + 8, tone(hue, -0.15))
            for i in range(14):
                y = top + (bottom - top) * i / 14
                pen.box(left + 10, y + 4, right - 10, y + 11, tone(hue, 0.12))
