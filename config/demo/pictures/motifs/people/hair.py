"""Hair, in two layers: behind the head and in front of it."""

from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, tone
from config.demo.pictures.brush.shapes import clump
from config.demo.pictures.motifs.people.head import Head

_LONG = "-1.08 -0.5, -1.3 0.5, -1.42 1.7, -0.7 2, 0.7 2, 1.42 1.7, 1.3 0.5, 1.08 -0.5, 0 -1.1"
_BEHIND = {
    "long": _LONG,
    "hat": _LONG,
    "wavy": "-1.1 -0.5, -1.36 0.1, -1.2 0.5, -1.5 0.9, -1.3 1.5, -0.8 1.7, 0.8 1.7, 1.3 1.5, "
    "1.5 0.9, 1.2 0.5, 1.36 0.1, 1.1 -0.5, 0 -1.15",
    "bobbed": "-1.12 -0.5, -1.28 0.3, -1.22 1, -0.6 1.08, 0.6 1.08, 1.22 1, 1.28 0.3, "
    "1.12 -0.5, 0 -1.16",
    "tied-back": "0.7 -0.9, 1.5 -0.7, 1.85 0.3, 1.6 1.5, 1.3 1.7, 1.35 0.6, 1 -0.1",
}
_FRIZZ = (
    "-1.06 0, -1.2 -0.6, -0.7 -1.3, 0.2 -1.4, 0.9 -1.2, 1.2 -0.5, 1.06 0, "
    "0.86 -0.4, 0.4 -0.72, -0.4 -0.72, -0.86 -0.4"
)
_QUIFF = (
    "-0.9 -0.5, -1.08 -1, -0.5 -1.5, 0.4 -1.62, 1.06 -1.2, 0.98 -0.5, "
    "0.6 -0.72, 0 -0.66, -0.5 -0.72"
)
_CROP = (
    "-1.03 0, -1.04 -0.6, -0.6 -1.1, 0 -1.18, 0.6 -1.1, 1.04 -0.6, 1.03 0, "
    "0.9 -0.42, 0.5 -0.66, -0.5 -0.66, -0.9 -0.42"
)
_PARTINGS = {"short": -0.5, "bobbed": 0.35, "pinned-up": 0.0, "plaited": 0.0}


def back_hair(canvas: Canvas, head: Head, style: str, hair: Colour) -> None:
    dark = tone(hair, -0.22)
    if style in _BEHIND:
        canvas.volume(head.path(_BEHIND[style]), dark, 0.4, 0.16, 0.12)
    elif style == "frizzy":
        canvas.volume(head.oval(0, -0.38, 1.7, 1.3), dark, 0.45, 0.2, 0.5)
        _curls(canvas, head, dark, (1.62, 1.2), 0.26, 64)
    elif style == "curly":
        _curls(canvas, head, dark, (1.22, 1.06), 0.26, 46)
    elif style == "pinned-up":
        canvas.volume(head.oval(0.1, -1.32, 0.52, 0.4), hair, 0.45, 0.26, 0.14)


def front_hair(canvas: Canvas, head: Head, style: str, hair: Colour) -> None:
    if style == "curly":
        _curls(canvas, head, hair, (1.08, 0.94), 0.2, 40)
    elif style == "frizzy":
        canvas.volume(head.path(_FRIZZ), hair, 0.4, 0.2, 0.5)
    elif style == "swept-up":
        for side in (-1, 1):
            temple = head.path("0.86 -0.9, 1.08 -0.5, 1.05 0.14, 0.93 -0.1, 0.84 -0.5", side)
            canvas.volume(temple, tone(hair, -0.25), 0.3, 0.2, 0.2)
        canvas.volume(head.path(_QUIFF), hair, 0.5, 0.26, 0.16)
        _strands(canvas, head, hair, -0.5, 0.8)
    elif style == "cropped":
        canvas.volume(head.path(_CROP), hair, 0.35, 0.16, 0.34)
    elif style != "bald":
        _combed(canvas, head, hair, _PARTINGS.get(style, -0.25))
    if style == "plaited":
        _plaits(canvas, head, hair)


def _combed(canvas: Canvas, head: Head, hair: Colour, part: float) -> None:
    """From a parting to both sides."""
    fringe = (
        f"{0.62 + part * 0.3} -0.5, {part} -0.84, {part - 0.12} -0.8, {part * 0.2 - 0.62} -0.46"
    )
    over = "-1.05 0.16, -1.14 -0.45, -0.82 -1.06, 0 -1.26, 0.82 -1.06, 1.14 -0.45, 1.05 0.16"
    canvas.volume(head.path(f"{over}, 0.93 -0.22, {fringe}, -0.93 -0.2"), hair, 0.5, 0.2, 0.12)
    _strands(canvas, head, hair, part, 0.55)


def _strands(canvas: Canvas, head: Head, hair: Colour, part: float, reach: float) -> None:
    with canvas.flat(head.area(-1.3, -1.7, 1.3, 0.2)) as pen:
        for i in range(7):
            t = (i + 0.5) / 7
            for side, light in ((-1, 0.22), (1, -0.3)):
                top, middle = (
                    f"{part} {-0.9 - 0.3 * t}",
                    f"{part + side * reach * t} {0.16 * t - 1.12}",
                )
                tip = f"{side * (0.55 + 0.5 * t)} {0.5 * t - 0.72}"
                lock = head.line(f"{top}, {middle}, {tip}")
                pen.line(lock, (*tone(hair, light), 90), head.h * 0.022)


def _curls(
    canvas: Canvas, head: Head, hair: Colour, arch: tuple[float, float], size: float, count: int
) -> None:
    """Locks along an arch over the head, from temple to temple."""
    rng = canvas.rng
    wide, high = arch[0] + size + 0.3, arch[1] + size + 0.5
    with canvas.flat(head.area(-wide, -high - 0.2, wide, high)) as pen:
        for i in range(count):
            angle = pi + pi * (i % 23 + rng.uniform(0, 1)) / 23 + rng.uniform(-0.28, 0.28)
            out = rng.uniform(0.78, 1.04)
            x, y = head.spot(cos(angle) * arch[0] * out, sin(angle) * arch[1] * out - 0.2)
            r = head.w * size * rng.uniform(0.7, 1.15)
            pen.fill(clump(rng, x + r * 0.1, y + r * 0.12, r, r), tone(hair, -0.4))
            pen.fill(clump(rng, x, y, r * 0.9, r * 0.9), tone(hair, rng.uniform(-0.12, 0.06)))
            pen.fill(clump(rng, x - r * 0.25, y - r * 0.3, r * 0.42, r * 0.36), tone(hair, 0.14))


def _plaits(canvas: Canvas, head: Head, hair: Colour) -> None:
    for side in (-1, 1):
        for i in range(6):
            u, v, lean = 1.08 + 0.06 * (i % 2), 0.42 + 0.26 * i, 0.5 * (-1) ** i
            link = head.oval(side * u, v, 0.2 - 0.012 * i, 0.19, side * lean)
            canvas.volume(link, hair, 0.5, 0.28, 0.1)
