from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import Path, smooth
from config.demo.pictures.sketch import scene

_JUNGLES = (
    ("0f2a24 173d33", "2f6b4f 4a8a5f 79a86a 1f5a4a"),
    ("f2d9cf e5b9ac", "2f5d50 4b7f67 86a88a 1e463f"),
    ("1d2333 2b3550", "3f7f7a 5fa08f 2f5f6b 86bfa3"),
    ("f5ead2 e6cf9f", "4f7a3f 6f9a4a 9bb865 35603a"),
    ("3b1f2f 5a2f42", "4f7f5a 7aa36a a8bf7a 2f5f52"),
)


@scene("monstera", "Overlapping monstera leaves filling the picture", _JUNGLES, mood="lush")
def monstera(canvas: Canvas, palette: tuple[str, ...]) -> None:
    ground_codes, green_codes = palette
    rng = canvas.rng
    ground, greens = colours(ground_codes), colours(green_codes)
    canvas.wash(ground)
    canvas.glow(rng.uniform(200, 880), canvas.h * 0.3, 800, tone(ground[1], 0.3), 0.35)
    count = 13
    for i in range(count):
        near = i / (count - 1)
        x, y = rng.uniform(-60, 1140), rng.uniform(-40, canvas.h + 40)
        size = rng.uniform(230, 340) * (0.8 + 0.4 * near)
        colour = mix(ground[0], rng.choice(greens), 0.45 + 0.55 * near)
        _split_leaf(canvas, x, y, size, rng.uniform(0, 2 * pi), colour)
    canvas.texture("stone", 0.16)


def _split_leaf(
    canvas: Canvas, x: float, y: float, size: float, angle: float, colour: Colour
) -> None:
    rng = canvas.rng
    halves = [_half_leaf(rng, size, side) for side in (-1, 1)]
    c, s = cos(angle), sin(angle)
    left, right = ([(x + u * c - v * s, y + u * s + v * c) for u, v in half] for half in halves)
    canvas.soft(
        [(px + 26, py + 34) for px, py in [*left, *reversed(right)]], rgb("05100f"), 0.5, 16
    )
    reach = size * 1.3
    with canvas.flat((x - reach, y - reach, x + reach, y + reach)) as pen:
        pen.fill(left, tone(colour, 0.1))
        pen.fill(right, tone(colour, -0.22))
        for i in range(6):
            for side, shade in ((-1, 0.3), (1, -0.4)):
                u = size * (-0.4 + 0.24 * i)
                tip = u + size * 0.34, side * size * (0.62 - 0.07 * i)
                line = [(x + a * c - b * s, y + a * s + b * c) for a, b in ((u, 0.0), tip)]
                pen.line(line, (*tone(colour, shade), 120), 3)
        pen.line(
            [(x - size * 0.75 * c, y - size * 0.75 * s), (x + size * c, y + size * s)],
            tone(colour, 0.38),
            6,
        )


def _half_leaf(rng: Random, size: float, side: int) -> Path:
    """Half a heart with the deep cuts between its fingers."""
    path: Path = [
        (-size * 0.55, 0.0),
        (-size * 0.8, side * size * 0.3),
        (-size * 0.55, side * size * 0.72),
    ]
    for i in range(5):
        u = size * (-0.4 + 0.28 * i)
        out = size * (0.86 - 0.15 * i)
        path += [
            (u + size * 0.02, side * out),
            (u + size * 0.17, side * out * 0.9),
            (u + size * 0.13, side * out * rng.uniform(0.3, 0.48)),
            (u + size * 0.17, side * out * 0.4),
        ]
    return smooth([*path, (size, 0.0)], 3, closed=False)
