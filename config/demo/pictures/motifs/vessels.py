"""Vases, bottles, jugs and cups."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, rgb, tone
from config.demo.pictures.brush.shapes import Path, Point, at, lathe, oval, smooth, stroke
from config.demo.pictures.motifs.shadow import shadow

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
