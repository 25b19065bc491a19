"""Shadows of things that stand on something."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import rgb
from config.demo.pictures.brush.shapes import oval

SHADOW = rgb("2a1b33")


def shadow(
    canvas: Canvas, x: float, foot: float, width: float, length: float, strength: float = 0.5
) -> None:
    """On the table, away from the light."""
    side = 1 if canvas.light[0] < 0 else -1
    path = [
        (x - width, foot - 6),
        (x + width, foot - 8),
        (x + side * length + width, foot + 10),
        (x + side * length, foot + 22),
        (x - width * 0.6, foot + 10),
    ]
    canvas.soft(path, SHADOW, strength, 13)
    canvas.soft(oval(x, foot, width * 1.02, 9), SHADOW, strength * 1.2, 5)
