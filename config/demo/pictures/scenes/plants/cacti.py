from math import cos, pi, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import at, box, lathe, leaf, oval, smooth, stroke
from config.demo.pictures.motifs.shadow import SHADOW, shadow
from config.demo.pictures.sketch import scene

_SHELVES = (
    ("f3d9c9 e8b9a0", "c9825f", "d9604a 2f6f73 f2c14e e8e1d4"),
    ("cfe0d8 9fc2b5", "d9b88a", "e07a5f 3d405b f4f1de 81b29a"),
    ("d7cfe3 b3a6cc", "8a6a5a", "f2b8a0 5f5a8a f7e3c4 c9577a"),
    ("f5e3b3 ecc46a", "a9623f", "2f5f6b d9573c f7f0e0 7a9a6a"),
    ("b9d3e3 86afc9", "e3cfae", "c9573f f4e7d0 31556b e9a94f"),
)


@scene("cacti", "Cacti in painted pots on a shelf", _SHELVES, mood="sunny")
def cacti(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_codes, wood, pot_codes = palette
    rng = canvas.rng
    wall, pots = colours(wall_codes), colours(pot_codes)
    canvas.wash(wall)
    canvas.soft(
        [
            (-40, canvas.h * 0.2),
            (700, -60),
            (1120, -60),
            (1120, canvas.h * 0.3),
            (-40, canvas.h * 0.8),
        ],
        tone(wall[0], 0.6),
        0.5,
        30,
    )
    shelves = 2 if canvas.h > 1000 else 1
    for i in range(shelves):
        y = canvas.h * ((i + 0.86) / shelves if shelves == 1 else 0.46 + 0.46 * i)
        canvas.soft(box(-20, y + 10, 1100, y + 90), SHADOW, 0.35, 20)
        canvas.shape(
            box(-5, y, 1085, y + 30), (tone(rgb(wood), 0.15), rgb(wood), tone(rgb(wood), -0.3))
        )
        count = rng.randint(3, 4)
        for j in range(count):
            x = 1080 * (j + 0.5) / count + rng.uniform(-30, 30)
            _potted(canvas, x, y + 4, rng.uniform(80, 125), rng.choice(pots), canvas.h * 0.22)


def _potted(canvas: Canvas, x: float, foot: float, half: float, pot: Colour, room: float) -> None:
    rng = canvas.rng
    tall = half * rng.uniform(1.0, 1.3)
    green = rng.choice(colours("5f8f6a 7aa36f 4a7f73 8aa86a 3f7a5f"))
    top = foot - tall
    kind = rng.choice((_column, _ball, _pads, _tongues))
    kind(canvas, x, top + 8, half, room, green)
    body = [(x - half, top), (x + half, top), (x + half * 0.74, foot), (x - half * 0.74, foot)]
    shadow(canvas, x, foot, half * 0.8, half * 0.8)
    canvas.volume(body, pot, 0.5, 0.25, 0.08)
    with canvas.flat((x - half * 1.2, top - 20, x + half * 1.2, foot)) as pen:
        pen.box(x - half * 1.08, top - 12, x + half * 1.08, top + tall * 0.16, tone(pot, 0.1), 6)
        pen.box(
            x + half * 0.5, top - 12, x + half * 1.08, top + tall * 0.16, (*tone(pot, -0.4), 90), 6
        )
        if rng.random() < 0.6:
            band = tone(pot, 0.5)
            for i in range(7):
                px = x - half * 0.7 + half * 1.4 * i / 6
                pen.fill(
                    [
                        (px - half * 0.1, top + tall * 0.62),
                        (px, top + tall * 0.38),
                        (px + half * 0.1, top + tall * 0.62),
                    ],
                    band,
                )


def _ribs(canvas: Canvas, x: float, top: float, foot: float, half: float, green: Colour) -> None:
    rng = canvas.rng
    with canvas.flat((x - half * 1.3, top - 30, x + half * 1.3, foot)) as pen:
        for i in range(-3, 4):
            bend = half * i / 3.4
            line = smooth(
                [
                    (x + bend * 0.3, top + half * 0.1),
                    (x + bend, top + (foot - top) * 0.4),
                    (x + bend * 0.95, foot),
                ],
                6,
                closed=False,
            )
            pen.line(line, (*tone(green, -0.45), 130), 4)
            for px, py in line[1:]:
                for spike in (-0.6, 0.0, 0.6):
                    pen.line(
                        [(px, py), (px + sin(spike) * 11, py - cos(spike) * 9)],
                        (255, 248, 225, 210),
                        1.6,
                    )
        if rng.random() < 0.55:
            bloom = rng.choice(colours("e8497a f2a93b f7c9d4"))
            for i in range(9):
                pen.fill(
                    leaf(x, top + 10, half * 0.42, half * 0.2, -pi * (i + 0.5) / 9),
                    tone(bloom, -0.2 + 0.05 * i),
                )


def _column(canvas: Canvas, x: float, foot: float, half: float, room: float, green: Colour) -> None:
    rng = canvas.rng
    tall, wide = room * rng.uniform(0.7, 1.05), half * 0.42
    for side in rng.sample((-1, 1), rng.randint(0, 2)):
        joint = foot - tall * rng.uniform(0.3, 0.5)
        arm = smooth(
            [
                (x, joint),
                (x + side * wide * 1.7, joint - 6),
                (x + side * wide * 2, joint - tall * 0.1),
                (x + side * wide * 2, joint - tall * 0.34),
            ],
            6,
            closed=False,
        )
        canvas.volume([*stroke(arm, wide * 0.9, wide * 0.84)], green, 0.5, 0.3)
        canvas.volume(
            oval(x + side * wide * 2, joint - tall * 0.34, wide * 0.42, wide * 0.42), green, 0.4
        )
    canvas.volume(
        lathe(x, at("-1 0.2, -0.97 0.7, -0.85 1, 0 1", foot, 0, tall, wide)), green, 0.55, 0.3
    )
    _ribs(canvas, x, foot - tall, foot, wide, green)


def _ball(canvas: Canvas, x: float, foot: float, half: float, room: float, green: Colour) -> None:
    r = half * canvas.rng.uniform(0.8, 1)
    canvas.volume(oval(x, foot - r * 0.8, r, r * 0.94), green, 0.6, 0.32)
    _ribs(canvas, x, foot - r * 1.7, foot, r * 0.9, green)


def _pads(canvas: Canvas, x: float, foot: float, half: float, room: float, green: Colour) -> None:
    rng = canvas.rng
    pads = [
        (x, foot - half * 0.75, 0.0, 0.8),
        (x - half * 0.62, foot - half * 1.75, -0.55, 0.62),
        (x + half * 0.6, foot - half * 1.8, 0.5, 0.66),
        (x + half * 0.1, foot - half * 2.3, 0.1, 0.5),
    ]
    for px, py, angle, size in pads:
        canvas.volume(
            oval(px, py, half * size * 0.74, half * size, angle),
            tone(green, rng.uniform(-0.1, 0.1)),
            0.5,
            0.26,
        )
        with canvas.flat((px - half, py - half, px + half, py + half)) as pen:
            for _ in range(12):
                u, v = rng.uniform(-0.5, 0.5) * half * size, rng.uniform(-0.75, 0.75) * half * size
                pen.dot(px + u, py + v, 2.6, (255, 246, 214, 220))


def _tongues(
    canvas: Canvas, x: float, foot: float, half: float, room: float, green: Colour
) -> None:
    rng = canvas.rng
    with canvas.flat((x - half * 2, foot - room * 1.2, x + half * 2, foot + 10)) as pen:
        for i in range(9):
            angle = -pi / 2 + (i - 4) * 0.15 + rng.uniform(-0.04, 0.04)
            blade = leaf(
                x + (i - 4) * half * 0.1,
                foot + 20,
                room * rng.uniform(0.6, 1.05),
                half * 0.4,
                angle,
            )
            pen.fill(blade, tone(rgb("d9d38a"), -0.1))
            pen.fill(
                [
                    (px * 0.9 + (x + (i - 4) * half * 0.1 + cos(angle) * room * 0.4) * 0.1, py)
                    for px, py in blade
                ],
                tone(green, rng.uniform(-0.35, 0.12)),
            )
