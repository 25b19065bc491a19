"""Things that stand on tables and shelves, each with its own shadow."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, Point, clump, lathe, leaf, oval, smooth, stroke, turned

SHADOW = rgb("2a1b33")
# (share of the height from above, half width as a share of the height)
VASES: tuple[tuple[Point, ...], ...] = (
    ((0, 0.13), (0.05, 0.12), (0.16, 0.09), (0.4, 0.26), (0.7, 0.3), (0.93, 0.18), (1, 0.17)),
    ((0, 0.2), (0.04, 0.19), (0.3, 0.22), (0.62, 0.3), (0.88, 0.24), (1, 0.19)),
    ((0, 0.07), (0.04, 0.06), (0.34, 0.06), (0.52, 0.2), (0.72, 0.28), (0.92, 0.22), (1, 0.16)),
    ((0, 0.18), (0.08, 0.15), (0.5, 0.2), (0.9, 0.23), (1, 0.21)),
    ((0, 0.1), (0.06, 0.1), (0.2, 0.24), (0.38, 0.3), (0.7, 0.16), (0.92, 0.16), (1, 0.2)),
)
BOTTLE: tuple[Point, ...] = (
    (0, 0.05),
    (0.03, 0.055),
    (0.05, 0.045),
    (0.3, 0.045),
    (0.42, 0.13),
    (0.5, 0.145),
    (0.96, 0.145),
    (1, 0.13),
)
JUG: tuple[Point, ...] = (
    (0, 0.15),
    (0.04, 0.14),
    (0.2, 0.13),
    (0.5, 0.25),
    (0.75, 0.28),
    (0.95, 0.21),
    (1, 0.2),
)


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


def turned_thing(
    canvas: Canvas,
    x: float,
    foot: float,
    height: float,
    profile: tuple[Point, ...],
    colour: Colour,
    rough: float = 0.16,
) -> Path:
    path = lathe(x, [(foot - height + y * height, half * height) for y, half in profile])
    shadow(canvas, x, foot, profile[-1][1] * height, height * 0.62)
    canvas.volume(path, colour, 0.6, 0.3, rough)
    canvas.soft(
        oval(x - profile[-3][1] * height * 0.45, foot - height * 0.4, height * 0.03, height * 0.16),
        rgb("fff8ea"),
        0.3,
        9,
    )
    return path


def mouth(canvas: Canvas, x: float, top: float, half: float, colour: Colour) -> None:
    with canvas.flat((x - half - 3, top - half * 0.3, x + half + 3, top + half * 0.3)) as pen:
        pen.dot(x, top, half, tone(colour, 0.2), half * 0.2)
        pen.dot(x, top + 1, half * 0.88, tone(colour, -0.6), half * 0.15)


def bottle(canvas: Canvas, x: float, foot: float, height: float, glass: Colour) -> None:
    path = lathe(x, [(foot - height + y * height, half * height) for y, half in BOTTLE])
    shadow(canvas, x, foot, height * 0.14, height * 0.6)
    canvas.volume(path, glass, 0.65, 0.22)
    with canvas.flat((x - height * 0.2, foot - height, x + height * 0.2, foot)) as pen:
        pen.fill(
            stroke(
                [(x - height * 0.1, foot - height * 0.5), (x - height * 0.1, foot - height * 0.08)],
                height * 0.03,
            ),
            (255, 255, 255, 110),
        )
        pen.fill(
            stroke(
                [
                    (x - height * 0.025, foot - height * 0.92),
                    (x - height * 0.025, foot - height * 0.66),
                ],
                height * 0.016,
            ),
            (255, 255, 255, 130),
        )


def fruit(canvas: Canvas, kind: str, x: float, y: float, r: float) -> None:
    """The fruit rests with its underside at y + r."""
    shadow(canvas, x, y + r * 0.9, r * 0.75, r * 1.3, 0.5)
    rng = canvas.rng
    colour = rng.choice(colours(_SKINS[kind]))
    tilt = rng.uniform(-0.3, 0.3)
    canvas.volume(
        turned(_outline(kind, x, y, r), tilt, (x, y)),
        colour,
        0.62,
        0.34,
        0.16 if kind in ("orange", "lemon") else 0.08,
    )
    canvas.soft(
        oval(x - r * 0.32, y - r * 0.36, r * 0.16, r * 0.12), rgb("fffaf0"), 0.7, max(2, r * 0.08)
    )
    if kind not in ("lemon", "orange", "plum"):
        top = turned([(x, y - r * (1.32 if kind == "pear" else 0.8))], tilt, (x, y))[0]
        with canvas.flat((x - r * 1.2, y - r * 2, x + r * 1.2, y)) as pen:
            pen.fill(
                stroke([top, (top[0] + r * 0.08, top[1] - r * 0.3)], r * 0.1, r * 0.06),
                rgb("5b4028"),
            )
            if rng.random() < 0.6:
                pen.fill(
                    leaf(top[0], top[1] - r * 0.14, r * 0.6, r * 0.3, rng.uniform(-0.7, 0.2)),
                    rgb("6b8f47"),
                )


_SKINS = {
    "orange": "f08a24 ee7b1e f59b38",
    "lemon": "f4d03f f7dc4a eec932",
    "apple": "c8352e a9c23f d9603b b02a37",
    "pear": "c9c24a b7b83f d9b64a 9caf45",
    "plum": "5b3a6b 6e3f63 47335f",
    "pomegranate": "b5303c 9c2a3f",
    "fig": "5a3558 4b3250",
}
FRUITS = tuple(_SKINS)


def _outline(kind: str, x: float, y: float, r: float) -> Path:
    if kind == "pear":
        half = at("-1.35 0.14, -1.1 0.34, -0.5 0.5, 0.2 0.92, 0.8 0.72, 1 0.2", y, 0, r)
        return lathe(x, half)
    if kind == "lemon":
        return smooth(
            at("-1.25 0, -0.95 -0.36, 0 -0.82, 0.95 -0.36, 1.25 0, 0.95 0.36, 0 0.82, -0.95 0.36", x, y, r),
            6,
        )
    if kind == "fig":
        return lathe(
            x,
            at("-1.2 0.1, -0.7 0.3, 0 0.9, 0.7 0.8, 1 0.15", y, 0, r),
        )
    if kind == "apple":
        return smooth(
            at("0 -0.8, -0.5 -0.95, -1 -0.2, -0.62 0.85, 0 0.92, 0.62 0.85, 1 -0.2, 0.5 -0.95", x, y, r),
            6,
        )
    return oval(x, y, r, r * 0.97)


def bowl(
    canvas: Canvas, x: float, foot: float, half: float, colour: Colour, fruits: tuple[str, ...]
) -> None:
    rng = canvas.rng
    depth = half * 0.62
    shadow(canvas, x, foot, half * 0.6, half * 1.4)
    rim = foot - depth
    for i, kind in enumerate(fruits):
        fx = x + half * (-0.55 + 1.1 * (i % 4) / 3) + (half * 0.18 if i > 3 else 0)
        fruit(
            canvas,
            kind,
            fx,
            rim - half * (0.12 + (0.36 if i > 3 else 0)) - rng.uniform(0, 10),
            half * 0.27,
        )
    body = lathe(
        x,
        [
            (rim, half),
            (rim + depth * 0.4, half * 0.86),
            (rim + depth * 0.85, half * 0.46),
            (foot, half * 0.4),
        ],
    )
    canvas.volume(body, colour, 0.55, 0.3, 0.14)
    with canvas.flat((x - half, rim - 8, x + half, rim + 12)) as pen:
        pen.box(x - half, rim - 5, x + half, rim + 5, tone(colour, 0.25), 5)


def cup(
    canvas: Canvas, x: float, foot: float, height: float, colour: Colour, steam: bool = False
) -> None:
    half = height * 0.5
    top = foot - height
    side = -1 if canvas.rng.random() < 0.5 else 1
    shadow(canvas, x, foot, half * 0.7, height)
    with canvas.flat((x - half * 2, top, x + half * 2, foot)) as pen:
        pen.line(
            smooth(
                at("0.8 0.2, 1.55 0.32, 1.4 0.66, 0.6 0.74", x, top, half * side, height),
                8,
                closed=False,
            ),
            tone(colour, -0.18),
            height * 0.1,
        )
    body = lathe(
        x,
        [
            (top, half),
            (top + height * 0.5, half * 0.96),
            (top + height * 0.86, half * 0.72),
            (foot, half * 0.56),
        ],
    )
    canvas.volume(body, colour, 0.5, 0.3, 0.06)
    with canvas.flat((x - half, top - half * 0.3, x + half, top + half * 0.3)) as pen:
        pen.dot(x, top, half, tone(colour, 0.3), half * 0.24)
        pen.dot(x, top + 2, half * 0.9, rgb("4a2c1c"), half * 0.18)
    if steam:
        for i in range(3):
            wisp = smooth(
                [
                    (x - 18 + i * 16, top - 10),
                    (x - 30 + i * 18, top - 70),
                    (x - 6 + i * 14, top - 130),
                    (x - 26 + i * 20, top - 200),
                ],
                6,
                closed=False,
            )
            canvas.soft(stroke(wisp, 9, 3), rgb("fff6ec"), 0.4, 8)


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


def flower(pen: Pen, rng: Random, kind: str, x: float, y: float, r: float, colour: Colour) -> None:
    if kind == "tulip":
        for turn_, light in ((0, -0.2), (-0.35, -0.05), (0.35, 0.1)):
            pen.fill(
                leaf(x + turn_ * r * 0.5, y + r * 0.9, r * 1.9, r * 1.05, -pi / 2 + turn_ * 0.8),
                tone(colour, light),
            )
        return
    rings = {
        "daisy": ((13, 1.0),),
        "rose": ((8, 1.0), (7, 0.72), (5, 0.46)),
        "poppy": ((5, 1.05), (4, 0.7)),
        "dahlia": ((16, 1.0), (13, 0.76), (9, 0.5)),
    }[kind]
    for i, (count, reach) in enumerate(rings):
        start = rng.uniform(0, 1)
        for j in range(count):
            angle = 2 * pi * (j + start) / count
            shade = tone(colour, -0.16 + 0.12 * i - 0.16 * sin(angle) + rng.uniform(-0.05, 0.05))
            width = r * reach * {"daisy": 0.42, "dahlia": 0.5}.get(kind, 1.1)
            pen.fill(leaf(x, y, r * reach, width, angle), shade)
    heart = (
        rgb("e8b53c")
        if kind == "daisy"
        else tone(colour, -0.55)
        if kind == "poppy"
        else tone(colour, -0.3)
    )
    pen.dot(x, y, r * 0.24, heart)
    pen.dot(x - r * 0.06, y - r * 0.07, r * 0.13, tone(heart, 0.25))


def bouquet(
    canvas: Canvas,
    x: float,
    top: float,
    reach: float,
    kind: str,
    hues: tuple[Colour, ...],
    count: int = 9,
) -> None:
    rng = canvas.rng
    green = rng.choice(colours("5c7f4f 6e8a5a 48705a"))
    heads: list[tuple[float, float, float]] = []
    with canvas.flat((x - reach * 1.2, top - reach * 1.5, x + reach * 1.2, top + 10)) as pen:
        for i in range(count):
            angle = -pi / 2 + (i - (count - 1) / 2) * 1.7 / count + rng.uniform(-0.08, 0.08)
            length = reach * rng.uniform(0.62, 1.1)
            end = x + cos(angle) * length, top + sin(angle) * length
            middle = x + cos(angle) * length * 0.3, top + sin(angle) * length * 0.62
            line = smooth([(x, top), middle, end], 8, closed=False)
            pen.line(line, tone(green, rng.uniform(-0.35, 0)), 6)
            for j in (7, 11):
                lx, ly = line[j]
                pen.fill(
                    leaf(lx, ly, reach * 0.3, reach * 0.1, angle + rng.choice((-0.8, 0.8)), 0.2),
                    tone(green, rng.uniform(-0.3, 0.15)),
                )
            heads.append((*end, reach * rng.uniform(0.13, 0.2)))
        for hx, hy, r in heads:
            flower(pen, rng, kind, hx, hy, r, rng.choice(hues))


def branches(
    canvas: Canvas, x: float, top: float, reach: float, colour: Colour, round_leaves: bool
) -> None:
    """Eucalyptus, olive, or dry twigs in a vase."""
    rng = canvas.rng
    with canvas.flat((x - reach, top - reach * 1.3, x + reach, top + 10)) as pen:
        for i in range(5):
            angle = -pi / 2 + (i - 2) * 0.26 + rng.uniform(-0.08, 0.08)
            length = reach * rng.uniform(0.8, 1.15)
            line = smooth(
                [
                    (x, top),
                    (x + cos(angle) * length * 0.36, top + sin(angle) * length * 0.55),
                    (x + cos(angle) * length, top + sin(angle) * length),
                ],
                8,
                closed=False,
            )
            pen.line(line, tone(colour, -0.45), 4)
            for j, (lx, ly) in enumerate(line[3:]):
                side = 1 if j % 2 else -1
                shade = tone(colour, rng.uniform(-0.28, 0.22))
                if round_leaves:
                    pen.fill(
                        clump(rng, lx + side * reach * 0.06, ly, reach * 0.075, reach * 0.065),
                        shade,
                    )
                else:
                    pen.fill(leaf(lx, ly, reach * 0.2, reach * 0.06, angle + side * 0.7), shade)
