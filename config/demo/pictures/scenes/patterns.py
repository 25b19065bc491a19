"""Patterns with a material: glazed tiles, terrazzo, quilts, Bauhaus prints, waves, rugs, cut-outs."""

from math import pi
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, box, leaf, smooth, turned
from ..sketch import Sketch, turn

_SETS = (
    "f4efe4 1f4e79 2f7fb5 e9b44c 8fc1d9",
    "f7efe2 c1440e e9a23b 2f4858 86a397",
    "f2e8dc 6b2d5c d1495b edae49 5f8a8b",
    "eef0ea 2d6a4f 74a57f e9c46a d9694a",
    "f6e7dd 8f2d56 d81159 ffbc42 218380",
    "efe9e1 22223b 4a4e69 c9ada7 9a8c98",
    "fdf0d5 003049 c1121f 669bbc f4a259",
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_azulejo, _terrazzo, _quilt, _bauhaus, _waves, _rug, _cutouts, _mosaic)
    return scenes[seed % len(scenes)](colours(turn(_SETS, seed, len(scenes))))


Hues = tuple[Colour, ...]


def _azulejo(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        count = rng.choice((3, 4, 5))
        side = 1080 / count
        design = [rng.randrange(4) for _ in range(3)]
        canvas.wash((tone(hues[0], -0.3),))
        with canvas.flat() as pen:
            for row in range(int(canvas.h / side) + 1):
                for column in range(count):
                    ground = tone(hues[0], rng.uniform(-0.05, 0.12))
                    x, y = column * side, row * side
                    pen.box(x + 3, y + 3, x + side - 3, y + side - 3, ground, 5)
                    _tile(pen, design, hues, (x + side / 2, y + side / 2), side / 2 - 3)
        canvas.texture("cloud", 0.12)
        canvas.texture("stone", 0.1)
        _gloss(canvas, side)

    return Sketch("tiles", "bright", "Hand-painted glazed tiles with a repeating ornament", paint)


def _tile(
    pen: Pen, design: list[int], hues: Hues, middle: tuple[float, float], half: float
) -> None:
    x, y = middle
    for corner in range(4):
        turned_to = corner * pi / 2
        cx, cy = turned([(x - half, y - half)], turned_to, middle)[0]
        reach = half * (0.5 + 0.12 * design[0])
        pen.fill(
            [(cx, cy), *arc(cx, cy, reach, reach, turned_to, turned_to + pi / 2, n=12)], hues[1]
        )
        pen.fill(
            [
                (cx, cy),
                *arc(cx, cy, reach * 0.74, reach * 0.74, turned_to, turned_to + pi / 2, n=12),
            ],
            hues[4],
        )
        pen.fill(
            [
                (cx, cy),
                *arc(cx, cy, reach * 0.42, reach * 0.42, turned_to, turned_to + pi / 2, n=12),
            ],
            hues[3],
        )
        for i in (-1, 0, 1):
            angle = (
                turned_to
                + pi / 4
                + (0 if design[1] % 2 else pi / 4)
                + i * 0.42 * (1 + design[2] % 2)
            )
            pen.fill(
                leaf(x, y, half * (0.94 if i == 0 else 0.7), half * 0.28, angle),
                hues[1] if i == 0 else hues[2],
            )
            if i == 0:
                pen.fill(leaf(x, y, half * 0.6, half * 0.12, angle), hues[0])
    pen.dot(x, y, half * 0.19, hues[3])
    pen.dot(x, y, half * 0.09, hues[1])


def _gloss(canvas: Canvas, side: float) -> None:
    """A window mirrored in the glaze."""
    x = canvas.rng.uniform(-200, 600)
    canvas.soft(
        [(x, 0), (x + 260, 0), (x - 160, canvas.h), (x - 420, canvas.h)], rgb("ffffff"), 0.17, 30
    )


def _terrazzo(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((tone(hues[0], 0.1), hues[0]))
        with canvas.flat() as pen:
            for size, count in ((74, 46), (36, 130), (14, 300)):
                for _ in range(count):
                    x, y, r = (
                        rng.uniform(0, 1080),
                        rng.uniform(0, canvas.h),
                        size * rng.uniform(0.6, 1.2),
                    )
                    corners = rng.randint(4, 6)
                    chip = [
                        turned(
                            [(x + r * rng.uniform(0.6, 1), y)],
                            2 * pi * (i + rng.uniform(-0.25, 0.25)) / corners,
                            (x, y),
                        )[0]
                        for i in range(corners)
                    ]
                    pen.fill(chip, tone(rng.choice(hues[1:]), rng.uniform(-0.15, 0.35)))
        canvas.texture("stone", 0.18)
        canvas.texture("cloud", 0.08)
        canvas.soft(
            [(canvas.rng.uniform(0, 500), -40), (1120, -40), (1120, canvas.h * 0.7)],
            rgb("2b2233"),
            0.22,
            30,
        )

    return Sketch("terrazzo", "bright", "Terrazzo floor with coloured chips of stone", paint)


def _quilt(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        count = rng.choice((4, 5, 6))
        side = 1080 / count
        blocks = [rng.randrange(5) for _ in range(4)]
        with canvas.flat() as pen:
            for row in range(int(canvas.h / side) + 1):
                for column in range(count):
                    block = blocks[(row % 2) * 2 + column % 2]
                    _patch(pen, rng, block, column * side, row * side, side, hues)
        canvas.texture("cloth", 0.16)
        canvas.texture("cloud", 0.14)
        with canvas.flat() as pen:
            for i in range(1, count * 2):
                for j in range(int(canvas.h / 26)):
                    pen.box(
                        i * side / 2 - 1, j * 26, i * side / 2 + 2, j * 26 + 13, (255, 255, 255, 90)
                    )
        for i in range(1, count):
            canvas.soft(box(i * side - 3, 0, i * side + 4, canvas.h), rgb("1d1626"), 0.34, 7)
        for i in range(1, int(canvas.h / side) + 1):
            canvas.soft(box(0, i * side - 3, 1080, i * side + 4), rgb("1d1626"), 0.34, 7)

    return Sketch("quilt", "cosy", "A patchwork quilt sewn from geometric blocks", paint)


def _patch(pen: Pen, rng: Random, block: int, x: float, y: float, s: float, hues: Hues) -> None:
    ground, a, b = hues[0], *rng.sample(hues[1:], 2)
    pen.box(x, y, x + s, y + s, ground)
    h = s / 2
    if block == 0:
        for i in range(4):
            pen.fill(turned([(x, y), (x + h, y), (x + h, y + h)], i * pi / 2, (x + h, y + h)), a)
            pen.fill(turned([(x, y), (x + h, y + h), (x, y + h)], i * pi / 2, (x + h, y + h)), b)
    elif block == 1:
        for i in range(5):
            inset = i * s / 10
            pen.box(
                x + inset, y + inset, x + s - inset, y + s - inset, (a, ground, b, ground, a)[i]
            )
    elif block == 2:
        for i in range(4):
            pen.fill(
                turned(
                    [
                        (x + h, y),
                        (x + s * 0.75, y + s * 0.25),
                        (x + h, y + h),
                        (x + s * 0.25, y + s * 0.25),
                    ],
                    i * pi / 2,
                    (x + h, y + h),
                ),
                a if i % 2 else b,
            )
    elif block == 3:
        pen.fill([(x, y), (x + s, y), (x, y + s)], a)
        pen.fill([(x, y), (x + h, y), (x, y + h)], b)
    else:
        for i in range(4):
            pen.box(
                x + (i % 2) * h,
                y + (i // 2) * h,
                x + (i % 2) * h + h,
                y + (i // 2) * h + h,
                (a, ground, ground, b)[i],
            )
        pen.fill(
            [
                (x + h, y + s * 0.2),
                (x + s * 0.8, y + h),
                (x + h, y + s * 0.8),
                (x + s * 0.2, y + h),
            ],
            hues[3],
        )


def _bauhaus(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        count = rng.choice((3, 4, 4, 5))
        side = 1080 / count
        canvas.wash((hues[0],))
        with canvas.flat() as pen:
            for row in range(int(canvas.h / side) + 1):
                for column in range(count):
                    _figure(pen, rng, column * side, row * side, side, hues)
        canvas.texture("stone", 0.2)
        canvas.texture("cloth", 0.1)

    return Sketch(
        "geometric print",
        "bright",
        "A geometric print of circles, arcs and triangles",
        paint,
        "faded",
    )


def _figure(pen: Pen, rng: Random, x: float, y: float, s: float, hues: Hues) -> None:
    ground, a, b = rng.sample(hues, 3)
    pen.box(x, y, x + s, y + s, ground)
    middle, quarter = (x + s / 2, y + s / 2), rng.randrange(4) * pi / 2
    kind = rng.randrange(7)
    if kind == 0:
        pen.fill(turned([(x, y + s), *arc(x, y + s, s, s, -pi / 2, 0)], quarter, middle), a)
        pen.fill(turned([(x, y + s), *arc(x, y + s, s / 2, s / 2, -pi / 2, 0)], quarter, middle), b)
    elif kind == 1:
        pen.dot(*middle, s * 0.42, a)
        pen.fill(turned(arc(*middle, s * 0.42, s * 0.42, 0, pi), quarter, middle), b)
    elif kind == 2:
        pen.fill(turned([(x, y), (x + s, y + s), (x, y + s)], quarter, middle), a)
    elif kind == 3:
        for i in range(4):
            pen.fill(
                turned(box(x, y + i * s / 4, x + s, y + i * s / 4 + s / 8), quarter, middle), a
            )
    elif kind == 4:
        for r, hue in ((0.5, a), (0.36, ground), (0.22, b)):
            pen.dot(*middle, s * r, hue)
    elif kind == 5:
        for i in range(2):
            pen.fill(
                turned(arc(x + s / 2, y + i * s / 2, s / 2, s / 2, 0, pi), quarter, middle),
                (a, b)[i],
            )
    else:
        for i in range(9):
            pen.dot(x + s * (0.2 + 0.3 * (i % 3)), y + s * (0.2 + 0.3 * (i // 3)), s * 0.08, a)


def _waves(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        r = rng.choice((92, 112, 140))
        canvas.wash((hues[1],))
        rings = (hues[1], hues[0], hues[2], hues[0], hues[4], hues[3])
        with canvas.flat() as pen:
            row, y = 0, -r * 0.5
            while y < canvas.h + r * 2:
                for column in range(-1, int(1080 / (2 * r)) + 2):
                    x = column * 2 * r + (row % 2) * r
                    for i, hue in enumerate(rings):
                        pen.dot(x, y, r * (1 - i * 0.165), hue)
                y += r * 0.52
                row += 1
        canvas.texture("cloth", 0.12)
        canvas.clouds(mix(hues[3], rgb("ffffff"), 0.4), 0.35, -canvas.h * 0.3, canvas.h * 1.3, 0.5)
        canvas.texture("stone", 0.12)

    return Sketch("seigaiha", "calm", "A Japanese wave pattern of overlapping rings", paint)


def _rug(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((hues[1],))
        y = 0.0
        with canvas.flat() as pen:
            while y < canvas.h:
                tall = rng.choice((40, 64, 120, 180))
                _band(pen, rng, y, tall, hues)
                y += tall
        for _ in range(2):
            canvas.texture("cloth", 0.22)
        with canvas.flat() as pen:
            for i in range(0, 1080, 9):
                pen.box(i, 0, i + 1.5, canvas.h, (20, 12, 26, 42))
        canvas.texture("cloud", 0.1)

    return Sketch("woven rug", "cosy", "A woven rug with bands of diamonds and zigzags", paint)


def _band(pen: Pen, rng: Random, y: float, tall: float, hues: Hues) -> None:
    ground, a, b = rng.sample(hues, 3)
    pen.box(0, y, 1080, y + tall, ground)
    kind = rng.randrange(4) if tall > 50 else 3
    step = tall if kind else tall * 0.66
    x = -((1080 % step) / 2)
    while x < 1080 + step:
        middle = y + tall / 2
        if kind == 0:
            pen.fill([(x, y + tall), (x + step / 2, y), (x + step, y + tall)], a)
            pen.fill(
                [
                    (x + step * 0.25, y + tall),
                    (x + step / 2, y + tall * 0.5),
                    (x + step * 0.75, y + tall),
                ],
                b,
            )
        elif kind == 1:
            for size, hue in ((0.5, a), (0.34, ground), (0.2, b)):
                pen.fill(
                    [
                        (x + step / 2, middle - tall * size),
                        (x + step * (0.5 + size), middle),
                        (x + step / 2, middle + tall * size),
                        (x + step * (0.5 - size), middle),
                    ],
                    hue,
                )
        elif kind == 2:
            zig = [(x, y + tall * 0.2), (x + step / 2, y + tall * 0.8), (x + step, y + tall * 0.2)]
            pen.line(zig, a, tall * 0.16)
            pen.line([(px, py + tall * 0.2) for px, py in zig], b, tall * 0.07)
        else:
            pen.box(x, y + tall * 0.34, x + step * 0.5, y + tall * 0.66, a)
        x += step


def _cutouts(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((hues[0],))
        columns, rows = 2, 3 if canvas.h > 1200 else 2
        for row in range(rows):
            for column in range(columns):
                x0, y0 = column * 540, row * canvas.h / rows
                ground, hue = rng.sample(hues, 2)
                canvas.shape(box(x0, y0, x0 + 541, y0 + canvas.h / rows + 1), (ground,))
                at = x0 + 270 + rng.uniform(-30, 30), y0 + canvas.h / rows / 2
                _seaweed(canvas, at, canvas.h / rows * 0.4, hue)
        canvas.texture("stone", 0.14)
        canvas.texture("cloth", 0.06)

    return Sketch("paper cut-outs", "bright", "Leaf shapes cut from coloured paper", paint, "faded")


def _seaweed(canvas: Canvas, at: tuple[float, float], reach: float, hue: Colour) -> None:
    rng = canvas.rng
    x, y = at
    fingers = rng.randint(4, 6)
    parts: list[Path] = [
        smooth(
            at("-12 1, -18 0, 0 -1, 18 0, 12 1", x, y, 1, reach), 6
        )
    ]
    for i in range(fingers):
        for side in (-1, 1):
            foot = y + reach * (0.8 - 1.4 * i / fingers)
            angle = -pi / 2 + side * rng.uniform(0.7, 1.15)
            parts.append(
                leaf(
                    x,
                    foot,
                    reach * rng.uniform(0.55, 0.85),
                    reach * rng.uniform(0.2, 0.3),
                    angle,
                    -0.3 * side,
                )
            )
    for part in parts:
        canvas.soft([(px + 9, py + 12) for px, py in part], rgb("1d1626"), 0.3, 7)
    with canvas.flat((x - reach, y - reach * 1.4, x + reach, y + reach * 1.2)) as pen:
        for part in parts:
            pen.fill(part, hue)


def _mosaic(hues: Hues) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((tone(hues[0], -0.25),))
        x0, y0 = 540 + rng.uniform(-120, 120), canvas.h / 2 + rng.uniform(-100, 100)
        order = rng.sample(hues[1:], 4)
        with canvas.flat() as pen:
            ring, r = 0, 30.0
            while r < 960:
                step = rng.uniform(24, 34)
                count = max(6, int(2 * pi * r / 34))
                hue = order[(ring // 2) % 4] if ring % 7 else hues[0]
                for i in range(count):
                    a, b = 2 * pi * (i + 0.06) / count, 2 * pi * (i + 0.94) / count
                    stone = [
                        *arc(x0, y0, r, r, a, b, n=3),
                        *arc(x0, y0, r + step - 4, r + step - 4, b, a, n=3),
                    ]
                    petal = hues[3] if (i * 16 // count + ring) % 4 == 0 else hue
                    pen.fill(stone, tone(petal, rng.uniform(-0.2, 0.25)))
                r += step
                ring += 1
        canvas.texture("stone", 0.16)
        _gloss(canvas, 200)

    return Sketch("mosaic", "bright", "A round mosaic of small coloured stones", paint)
