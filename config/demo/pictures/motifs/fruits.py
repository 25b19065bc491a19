"""Fruit, loose and in a bowl."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, lathe, leaf, oval, smooth, stroke, turned
from config.demo.pictures.motifs.shadow import shadow


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
            at(
                "-1.25 0, -0.95 -0.36, 0 -0.82, 0.95 -0.36, 1.25 0, 0.95 0.36, 0 0.82, -0.95 0.36",
                x,
                y,
                r,
            ),
            6,
        )
    if kind == "fig":
        return lathe(x, at("-1.2 0.1, -0.7 0.3, 0 0.9, 0.7 0.8, 1 0.15", y, 0, r))
    if kind == "apple":
        return smooth(
            at(
                "0 -0.8, -0.5 -0.95, -1 -0.2, -0.62 0.85, 0 0.92, 0.62 0.85, 1 -0.2, 0.5 -0.95",
                x,
                y,
                r,
            ),
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
