"""Piles of books."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.motifs.shadow import SHADOW, shadow


def books(canvas: Canvas, x: float, foot: float, width: float, hues: tuple[Colour, ...]) -> float:
    """A pile; returns the height of its top."""
    rng = canvas.rng
    shadow(canvas, x, foot, width * 0.48, width * 0.5)
    y = foot
    for hue in hues:
        thick, wide, off = (
            rng.uniform(0.11, 0.18) * width,
            width * rng.uniform(0.84, 1),
            rng.uniform(-0.05, 0.05) * width,
        )
        left, right = x + off - wide / 2, x + off + wide / 2
        canvas.shape(
            [(left, y - thick), (right, y - thick), (right, y), (left, y)],
            (tone(hue, 0.2), hue, tone(hue, -0.35)),
        )
        with canvas.flat((left, y - thick, right, y)) as pen:
            pen.box(
                right - wide * 0.06, y - thick * 0.82, right + 1, y - thick * 0.18, rgb("f1e8d6")
            )
            pen.box(
                left + wide * 0.1,
                y - thick * 0.6,
                left + wide * 0.4,
                y - thick * 0.42,
                (*rgb("f5e6c4"), 190),
            )
            pen.box(left, y - thick, left + wide * 0.03, y, (*SHADOW, 70))
        y -= thick
    return y
