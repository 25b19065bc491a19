"""Plants: monstera, cacti, a pressed stem, succulents, a meadow, mushrooms, tulip fields."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, clump, down_to, lathe, leaf, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land, things


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_monstera, _cacti, _pressed, _succulents, _meadow, _mushrooms, _tulips)
    return scenes[seed % len(scenes)](seed, rng)


_JUNGLES = (
    ("0f2a24 173d33", "2f6b4f 4a8a5f 79a86a 1f5a4a"),
    ("f2d9cf e5b9ac", "2f5d50 4b7f67 86a88a 1e463f"),
    ("1d2333 2b3550", "3f7f7a 5fa08f 2f5f6b 86bfa3"),
    ("f5ead2 e6cf9f", "4f7a3f 6f9a4a 9bb865 35603a"),
    ("3b1f2f 5a2f42", "4f7f5a 7aa36a a8bf7a 2f5f52"),
)


def _monstera(seed: int, rng: Random) -> Sketch:
    ground_codes, green_codes = turn(_JUNGLES, seed, 7)

    def paint(canvas: Canvas) -> None:
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

    return Sketch("monstera", "lush", "Overlapping monstera leaves filling the picture", paint)


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


_SHELVES = (
    ("f3d9c9 e8b9a0", "c9825f", "d9604a 2f6f73 f2c14e e8e1d4"),
    ("cfe0d8 9fc2b5", "d9b88a", "e07a5f 3d405b f4f1de 81b29a"),
    ("d7cfe3 b3a6cc", "8a6a5a", "f2b8a0 5f5a8a f7e3c4 c9577a"),
    ("f5e3b3 ecc46a", "a9623f", "2f5f6b d9573c f7f0e0 7a9a6a"),
    ("b9d3e3 86afc9", "e3cfae", "c9573f f4e7d0 31556b e9a94f"),
)


def _cacti(seed: int, rng: Random) -> Sketch:
    wall_codes, wood, pot_codes = turn(_SHELVES, seed, 7)

    def paint(canvas: Canvas) -> None:
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
            canvas.soft(box(-20, y + 10, 1100, y + 90), things.SHADOW, 0.35, 20)
            canvas.shape(
                box(-5, y, 1085, y + 30), (tone(rgb(wood), 0.15), rgb(wood), tone(rgb(wood), -0.3))
            )
            count = rng.randint(3, 4)
            for j in range(count):
                x = 1080 * (j + 0.5) / count + rng.uniform(-30, 30)
                _potted(canvas, x, y + 4, rng.uniform(80, 125), rng.choice(pots), canvas.h * 0.22)

    return Sketch("cacti", "sunny", "Cacti in painted pots on a shelf", paint)


def _potted(canvas: Canvas, x: float, foot: float, half: float, pot: Colour, room: float) -> None:
    rng = canvas.rng
    tall = half * rng.uniform(1.0, 1.3)
    green = rng.choice(colours("5f8f6a 7aa36f 4a7f73 8aa86a 3f7a5f"))
    top = foot - tall
    kind = rng.choice((_column, _ball, _pads, _tongues))
    kind(canvas, x, top + 8, half, room, green)
    body = [(x - half, top), (x + half, top), (x + half * 0.74, foot), (x - half * 0.74, foot)]
    things.shadow(canvas, x, foot, half * 0.8, half * 0.8)
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
        lathe(
            x,
            at("-1 0.2, -0.97 0.7, -0.85 1, 0 1", foot, 0, tall, wide),
        ),
        green,
        0.55,
        0.3,
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


_PAPERS = (
    ("f5efe1", "5f7f52 8a9f6a", "d9785f e8a27a"),
    ("efe6da", "3f6660 6f8f83", "c9476a e88aa0"),
    ("f3ede6", "6b7a3f 9aa35c", "e0a12f f2cd6a"),
    ("e9edea", "4a6b7a 7f9aa3", "6f78b8 a6addb"),
    ("26302c", "8fb38a bcd0a3", "f2d7b0 f7efe0"),
)


def _pressed(seed: int, rng: Random) -> Sketch:
    paper, green_codes, bloom_codes = turn(_PAPERS, seed, 7)
    kind = rng.choice(("poppy", "daisy", "tulip", "dahlia", "rose"))

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        greens, blooms = colours(green_codes), colours(bloom_codes)
        canvas.wash((tone(rgb(paper), 0.2), rgb(paper)))
        canvas.texture("cloth", 0.07)
        canvas.texture("cloud", 0.06)
        x = 540 + rng.uniform(-50, 50)
        stems = rng.randint(2, 4)
        with canvas.flat() as pen:
            for i in range(stems):
                lean = (i - (stems - 1) / 2) * rng.uniform(150, 230)
                _stem(
                    pen,
                    rng,
                    (x, canvas.h * 0.92),
                    lean,
                    canvas.h * rng.uniform(0.52, 0.76),
                    (greens, blooms),
                    kind,
                )
        canvas.texture("stone", 0.1)

    return Sketch(
        "botanical",
        "calm",
        f"A botanical drawing of a {kind} with its leaves on paper",
        paint,
        "faded",
    )


def _stem(
    pen: Pen,
    rng: Random,
    root: tuple[float, float],
    lean: float,
    tall: float,
    hues: tuple[tuple[Colour, ...], tuple[Colour, ...]],
    kind: str,
) -> None:
    (x, y), (greens, blooms) = root, hues
    line = smooth(
        at("0 0, 0.2 -0.4, 0.6 -0.75, 1 -1", x, y, lean, tall),
        10,
        closed=False,
    )
    pen.fill(stroke(line, 11, 6), tone(greens[0], -0.2))
    for i, (lx, ly) in enumerate(line[4:-8:2]):
        side = 1 if i % 2 else -1
        angle = -pi / 2 + side * rng.uniform(0.7, 1.1) + lean / 900
        length = tall * 0.26 * (1.1 - i / 16)
        pen.fill(
            leaf(lx, ly, length, length * 0.36, angle, -0.2 * side),
            tone(greens[i % 2], rng.uniform(-0.12, 0.12)),
        )
        pen.line(
            [(lx, ly), (lx + cos(angle) * length * 0.85, ly + sin(angle) * length * 0.85)],
            (*tone(greens[0], -0.4), 150),
            2,
        )
    things.flower(pen, rng, kind, *line[-1], tall * rng.uniform(0.13, 0.18), rng.choice(blooms))


_ROSETTES = (
    "3f6b5f 6f9a83 a6c4a3 d9e0c4 c98f9b",
    "4a5f73 7a93a6 b3c4cc e0d9dc b57f9b",
    "5f6b3a 8f9a55 c4c48a e8d9b8 d98a6a",
    "5a4a6b 8a76a0 b9a8c4 e6d3d9 7fa093",
    "2f5f5a 4f8f7f 86bfa0 cfe6c4 f2a89b",
)


def _succulents(seed: int, rng: Random) -> Sketch:
    hue_codes = turn(_ROSETTES, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(hue_codes)
        canvas.wash((rgb("2a2420"), rgb("1c1816")))
        canvas.texture("stone", 0.3)
        spots: list[tuple[float, float, float]] = []
        for _ in range(400):
            x, y, r = (
                rng.uniform(0, 1080),
                rng.uniform(0, canvas.h),
                rng.choice((250, 180, 120, 80)),
            )
            if all((x - a) ** 2 + (y - b) ** 2 > ((r + s) * 0.86) ** 2 for a, b, s in spots):
                spots.append((x, y, r))
        for x, y, r in spots:
            canvas.soft(oval(x + 14, y + 20, r, r), rgb("0d0a0d"), 0.6, 14)
        with canvas.flat() as pen:
            for x, y, r in spots:
                _rosette(pen, rng, x, y, r, hues)
        canvas.texture("stone", 0.14)

    return Sketch("succulents", "calm", "Succulent rosettes close together, seen from above", paint)


def _rosette(pen: Pen, rng: Random, x: float, y: float, r: float, hues: tuple[Colour, ...]) -> None:
    base, tip = rng.sample(hues, 2)
    rings, count = 6, rng.randint(7, 10)
    for i in range(rings):
        t = i / rings
        reach = r * (1 - t) ** 0.9
        for j in range(count):
            angle = 2 * pi * (j + 0.5 * (i % 2)) / count
            lit = 0.18 * -sin(angle + 0.7)
            colour = tone(mix(base, tip, t * 0.5), -0.3 + 0.5 * t + lit)
            width = reach * 5.4 / count
            pen.fill(leaf(x, y, reach, width, angle), tone(colour, -0.38))
            pen.fill(leaf(x, y, reach * 0.95, width * 0.84, angle), colour)
            pen.dot(
                x + cos(angle) * reach * 0.93,
                y + sin(angle) * reach * 0.93,
                max(2, reach * 0.035),
                tone(tip, 0.2),
            )


_FIELDS = (
    ("cfe3d8 f5edd0", "6f9a55 4a7340", "d7263d f2b134 5f78c4 ffffff"),
    ("f7d9b0 f2b58a", "7a8a45 55602f", "e8604c f7efe0 f2c14e d97f9b"),
    ("b9d0e8 e8ecf2", "5f8a6a 3d664f", "6a6fc4 ffffff b58ad9 f2e08a"),
    ("f5cfd3 fbe6dc", "7f9a6a 5a7a4f", "e86a92 f7b2c4 ffffff c94f7f"),
    ("26324f 5a5f85", "35594a 233f38", "f2c14e f7efd4 e88a5f c9d0f2"),
)


def _meadow(seed: int, rng: Random) -> Sketch:
    air_codes, green_codes, bloom_codes = turn(_FIELDS, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        air, greens, blooms = colours(air_codes), colours(green_codes), colours(bloom_codes)
        with canvas.afar():
            canvas.wash((air[0], air[1], mix(air[1], greens[0], 0.6), greens[0], greens[1]))
            canvas.glow(rng.uniform(200, 880), canvas.h * 0.16, 620, rgb("fff3d0"), 0.6)
            for _ in range(46):
                spot = oval(
                    rng.uniform(0, 1080),
                    canvas.h * rng.uniform(0.4, 0.95),
                    *(rng.uniform(20, 46),) * 2,
                )
                canvas.soft(spot, mix(rng.choice(blooms), air[1], 0.25), 0.6, 14)
        with canvas.flat() as pen:
            for i in range(64):
                near = i / 64
                _bloom(pen, rng, canvas.h, near, (greens, blooms, air))
            for _ in range(110):
                x = rng.uniform(0, 1080)
                blade = [
                    (x, canvas.h + 10),
                    (x + rng.uniform(-20, 20), canvas.h * 0.9),
                    (x + rng.uniform(-60, 60), canvas.h * rng.uniform(0.7, 0.88)),
                ]
                pen.fill(
                    stroke(smooth(blade, 5, closed=False), 9, 1),
                    tone(greens[1], rng.uniform(-0.3, 0.2)),
                )

    return Sketch("meadow", "summer", "Wild flowers in a meadow against the light", paint)


def _bloom(
    pen: Pen,
    rng: Random,
    height: float,
    near: float,
    hues: tuple[tuple[Colour, ...], tuple[Colour, ...], tuple[Colour, ...]],
) -> None:
    greens, blooms, air = hues
    x, y = rng.uniform(-10, 1090), height * (0.36 + 0.46 * near * rng.uniform(0.6, 1.1))
    pale = 0.5 * (1 - near)
    bow = rng.uniform(-50, 50)
    stem = smooth(
        [(x + bow, height + 10), (x + bow * 0.4, (y + height) / 2), (x, y)], 6, closed=False
    )
    pen.fill(stroke(stem, 4 + 5 * near, 3 + 2 * near), mix(tone(greens[1], -0.1), air[1], pale))
    kind = rng.choice(("daisy", "poppy", "poppy", "tulip"))
    things.flower(
        pen,
        rng,
        kind,
        x,
        y,
        18 + 44 * near * rng.uniform(0.7, 1.1),
        mix(rng.choice(blooms), air[1], pale),
    )


_CAPS = (
    ("c23b2a d9573c", "1c2f2a 3f5f45 6f8a55", "f2e8a8"),
    ("c98f55 a96a35", "4a2f1f 8a5a35 b58a4a", "ffd98a"),
    ("8a5f4f b58a6a", "26323f 4a6472 7f9a8a", "dfeaf0"),
    ("e8b04f d98a35", "2b3a2f 55704a 93a05a", "fff0b8"),
    ("7a5f9a a58ac4", "251f3a 4a4570 6f7a8a", "c9b8f2"),
)


def _mushrooms(seed: int, rng: Random) -> Sketch:
    caps, air_codes, light = turn(_CAPS, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * 0.74
        with canvas.afar():
            canvas.wash(colours(air_codes))
            canvas.glow(rng.uniform(250, 830), canvas.h * 0.28, 640, rgb(light), 0.55)
            for _ in range(24):
                canvas.soft(
                    oval(rng.uniform(0, 1080), rng.uniform(0, floor), *(rng.uniform(20, 60),) * 2),
                    rgb(light),
                    0.16,
                    12,
                )
        canvas.shape(
            down_to(ridge(rng, floor, 80, 0.5), canvas.h + 4), (rgb("5f7a3f"), rgb("33472a"))
        )
        spots = sorted(
            (rng.uniform(floor + 10, canvas.h * 0.95), rng.gauss(540, 210))
            for _ in range(rng.randint(5, 9))
        )
        for y, x in spots:
            _mushroom(
                canvas,
                x,
                y,
                rng.uniform(200, 430) * (0.5 + 0.6 * (y - floor) / (canvas.h - floor)),
                rng.choice(colours(caps)),
            )
        _moss(canvas, floor)

    return Sketch("mushrooms", "forest floor", "Mushrooms on a mossy forest floor", paint)


def _mushroom(canvas: Canvas, x: float, foot: float, tall: float, cap: Colour) -> None:
    rng = canvas.rng
    half, top = tall * rng.uniform(0.42, 0.6), foot - tall
    lean = rng.uniform(-0.1, 0.1) * tall
    canvas.soft(oval(x + 16, foot, half * 0.7, 12), rgb("10180f"), 0.6, 9)
    stem = lathe(
        x,
        [
            (top + tall * 0.3, tall * 0.08),
            (top + tall * 0.6, tall * 0.085),
            (foot - 8, tall * 0.13),
            (foot, tall * 0.1),
        ],
    )
    canvas.volume(stem, rgb("efe3cc"), 0.5, 0.3, 0.1)
    canvas.shape(
        oval(x + lean * 0.5, top + tall * 0.36, half * 0.94, tall * 0.07),
        (rgb("8a735a"), rgb("d9c4a3")),
    )
    dome = smooth(
        [
            (x - half, top + tall * 0.36),
            (x - half * 0.72, top + tall * 0.12),
            (x + lean, top),
            (x + half * 0.72, top + tall * 0.12),
            (x + half, top + tall * 0.36),
            (x, top + tall * 0.42),
        ],
        8,
    )
    canvas.volume(dome, cap, 0.6, 0.3, 0.14)
    with canvas.flat((x - half, top, x + half, top + tall * 0.4)) as pen:
        for _ in range(rng.randint(5, 9)):
            t = rng.uniform(-0.7, 0.7)
            pen.fill(
                clump(
                    rng,
                    x + half * t,
                    top + tall * (0.08 + 0.24 * abs(t)) + rng.uniform(0, tall * 0.12),
                    tall * 0.045,
                    tall * 0.03,
                ),
                rgb("fbf3e2"),
            )


def _moss(canvas: Canvas, floor: float) -> None:
    rng = canvas.rng
    with canvas.flat((0, floor - 40, 1080, canvas.h)) as pen:
        for _ in range(420):
            near = rng.random()
            x, y = rng.uniform(0, 1080), floor + 60 + near * (canvas.h - floor)
            size = 8 + 22 * near
            colour = tone(
                rng.choice(colours("6f8f45 4f7038 8aa355 a3b56a")), rng.uniform(-0.35, 0.1)
            )
            pen.fill(leaf(x, y, size * 1.6, size * 0.4, -pi / 2 + rng.uniform(-0.8, 0.8)), colour)


def _tulips(seed: int, rng: Random) -> Sketch:
    hour = turn((hours.FRESH, hours.SUNRISE, hours.NOON, hours.ROSE, hours.GOLDEN), seed, 7)
    rows = turn(
        (
            "d7263d f2b134 f46197 ffffff",
            "8f6bd1 b59ae0 6a4fb0 d9c4f2",
            "e8497a f7a8c4 fbe0e8 c9305f",
            "f2c14e ef8354 d7263d f7e8c4",
        ),
        seed,
        7,
    )

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * 0.4
        land.sky(canvas, hour, horizon, 0.7, (rng.uniform(200, 880), horizon * 0.5, 36))
        land.ranges(canvas, hour, horizon - 30, horizon + 8, 1, 40)
        _stripes(canvas, horizon, colours(rows), rng.uniform(350, 730))
        if rng.random() < 0.7:
            _mill(canvas, rng.uniform(200, 880), horizon + 12, hour.near)

    return Sketch(
        "flower fields",
        hour.name,
        f"Rows of flowers running to the horizon, {hour.name}",
        paint,
        hour.film,
    )


def _stripes(canvas: Canvas, horizon: float, hues: tuple[Colour, ...], vanish: float) -> None:
    rng = canvas.rng
    with canvas.flat((0, horizon, 1080, canvas.h)) as pen:
        pen.box(0, horizon, 1080, canvas.h, rgb("4f6b3a"))
        count = 13
        for i in range(-count, count):
            hue = hues[(i // 2) % len(hues)]
            left, right = 540 + i * 210, 540 + (i + 0.72) * 210
            pen.fill(
                [
                    (vanish + i * 14, horizon),
                    (vanish + (i + 0.72) * 14, horizon),
                    (right, canvas.h + 10),
                    (left, canvas.h + 10),
                ],
                tone(hue, -0.28),
            )
        for _ in range(900):
            near = rng.random() ** 0.6
            i = rng.randint(-count, count - 1)
            t = i + rng.uniform(0.02, 0.7)
            x, y = (
                (vanish + t * 14) * (1 - near) + (540 + t * 210) * near,
                horizon + near * (canvas.h - horizon),
            )
            hue = hues[(i // 2) % len(hues)]
            if -20 < x < 1100:
                pen.dot(x, y, 2 + 10 * near, tone(hue, rng.uniform(-0.15, 0.25)), 2 + 12 * near)


def _mill(canvas: Canvas, x: float, foot: float, dark: Colour) -> None:
    start = canvas.rng.uniform(0, 1.5)
    with canvas.flat((x - 160, foot - 300, x + 160, foot + 4)) as pen:
        pen.fill(
            at("-42 0, -26 -130, 26 -130, 42 0", x, foot),
            mix(dark, rgb("6b4a3a"), 0.5),
        )
        pen.fill(
            at("4 0, 2 -130, 26 -130, 42 0", x, foot), (*dark, 110)
        )
        pen.fill([(x - 32, foot - 126), (x, foot - 168), (x + 32, foot - 126)], tone(dark, -0.1))
        for i in range(4):
            angle = start + i * pi / 2
            tip = x + cos(angle) * 118, foot - 142 + sin(angle) * 118
            pen.line([(x, foot - 142), tip], dark, 5)
            wing = stroke(
                [
                    (x + cos(angle + 0.12) * 30, foot - 142 + sin(angle + 0.12) * 30),
                    (x + cos(angle + 0.1) * 116, foot - 142 + sin(angle + 0.1) * 116),
                ],
                22,
            )
            pen.fill(wing, rgb("f3e9d6"))
