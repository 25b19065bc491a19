"""Things that move: a bicycle at a wall, a van by the sea, balloons, a small car, a train, a scooter."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, box, clump, down_to, leaf, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land, things

_PAINTS = (
    ("d9573c", "red"),
    ("3f7f8f", "teal"),
    ("f0c24a", "yellow"),
    ("7fa98f", "mint green"),
    ("e8a0a0", "pink"),
    ("35506f", "navy blue"),
    ("f1e8d8", "cream"),
)
_WALLS = (
    "e8cfa8 d0a878",
    "c9d6cf 9fb5ac",
    "e3b0a0 c98070",
    "d9d3e0 b0a6c0",
    "8fb0b8 6a8f9a",
    "f0dcc0 dcb78a",
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_bicycle, _van, _balloons, _car, _train, _scooter)
    code, name = turn(_PAINTS, seed, 6)
    return scenes[seed % len(scenes)](seed, rgb(code), name)


def _wheel(pen: Pen, x: float, y: float, r: float, tyre: float = 10) -> None:
    pen.ring(x, y, r, rgb("2b2730"), tyre)
    pen.ring(x, y, r - tyre, rgb("b9b4ad"), 4)
    for i in range(14):
        a = 2 * pi * i / 14
        pen.line(
            [(x, y), (x + cos(a) * (r - tyre), y + sin(a) * (r - tyre))], (*rgb("c9c4bd"), 210), 1.6
        )
    pen.dot(x, y, r * 0.07, rgb("6a6570"))


def _bicycle(seed: int, paint_colour: Colour, name: str) -> Sketch:
    wall_codes = turn(_WALLS, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        floor = canvas.h * 0.8
        canvas.wash((tone(wall[0], 0.1), wall[0], wall[1]), 0, floor)
        canvas.wash((mix(wall[1], rgb("8a7f78"), 0.6), mix(wall[1], rgb("5f5660"), 0.7)), floor)
        canvas.texture("stone", 0.14)
        _shutters(canvas, floor, paint_colour)
        x, s = 540 + rng.uniform(-50, 50), min(1.25, canvas.h / 1000)
        wheels = [(x - 210 * s, floor + 10), (x + 210 * s, floor + 10)]
        for dx, dy, strength in ((60, -30, 0.22), (0, 110 * s, 0.5)):
            for wx, wy in wheels:
                canvas.soft(
                    oval(wx + dx, wy + dy, 135 * s, 130 * s if dy < 0 else 14),
                    things.SHADOW,
                    strength,
                    12,
                )
        with canvas.flat((0, floor - 520 * s, 1080, canvas.h)) as pen:
            for wx, wy in wheels:
                _wheel(pen, wx, wy, 128 * s)
            _frame(pen, x, floor + 10, s, paint_colour)
            _basket(pen, rng, x + 170 * s, floor - 250 * s, s)

    return Sketch(
        "bicycle", "sunny", f"A {name} bicycle with a basket of flowers leaning at a wall", paint
    )


def _shutters(canvas: Canvas, floor: float, hue: Colour) -> None:
    rng = canvas.rng
    x, top, bottom = rng.choice((250.0, 800.0)), floor * 0.12, floor * 0.52
    with canvas.flat((x - 260, top - 30, x + 260, bottom + 60)) as pen:
        pen.box(x - 110, top - 14, x + 110, bottom + 14, rgb("f5eee2"))
        pen.box(x - 94, top, x + 94, bottom, rgb("4a6270"))
        pen.fill([(x - 94, top), (x + 30, top), (x - 94, bottom)], (255, 255, 255, 60))
        for bar in (0.33, 0.66):
            pen.box(
                x - 94,
                top + (bottom - top) * bar,
                x + 94,
                top + (bottom - top) * bar + 7,
                rgb("f5eee2"),
            )
        pen.box(x - 4, top, x + 4, bottom, rgb("f5eee2"))
        for side in (-1, 1):
            left, right = sorted((x + side * 114, x + side * 214))
            pen.box(left + 10, top + 6, right + 10, bottom + 18, (*things.SHADOW, 80))
            pen.box(left, top - 8, right, bottom + 8, tone(hue, -0.15))
            for i in range(14):
                y = top + (bottom - top) * i / 14
                pen.box(left + 10, y + 4, right - 10, y + 11, tone(hue, 0.12))


def _frame(pen: Pen, x: float, y: float, s: float, hue: Colour) -> None:
    def at(u: float, v: float) -> tuple[float, float]:
        return x + u * s, y + v * s

    rear, front, crank, seat, head = (
        at(-210, 0),
        at(210, 0),
        at(-50, 10),
        at(-100, -190),
        at(130, -210),
    )
    dark = tone(hue, -0.35)
    for a, b, width in (
        (rear, crank, 10),
        (rear, seat, 9),
        (crank, seat, 13),
        (crank, head, 14),
        (seat, head, 13),
        (head, front, 12),
    ):
        pen.line([a, b], dark, width * s)
        pen.line([(a[0] - 1.5, a[1] - 2), (b[0] - 1.5, b[1] - 2)], hue, width * s * 0.62)
    pen.line([seat, at(-112, -236)], rgb("b9b4ad"), 8 * s)
    pen.fill(
        smooth([at(-172, -250), at(-140, -262), at(-70, -246), at(-66, -236), at(-130, -236)], 5),
        rgb("5a3423"),
    )
    pen.line([head, at(122, -270)], rgb("b9b4ad"), 9 * s)
    pen.line(
        smooth([at(60, -268), at(110, -288), at(140, -276), at(128, -256)], 6, closed=False),
        rgb("4a3a36"),
        11 * s,
    )
    pen.ring(*crank, 32 * s, rgb("6a6570"), 6 * s)
    pen.line([at(-72, 50), at(-28, -30)], rgb("6a6570"), 8 * s)
    pen.box(*at(-94, 46), *at(-54, 57), rgb("2b2730"))
    for wx in (-210, 210):
        pen.line(arc(*at(wx, 0), 140 * s, 140 * s, pi * 1.08, pi * 1.85, n=20), hue, 9 * s)


def _basket(pen: Pen, rng: Random, x: float, y: float, s: float) -> None:
    blooms = rng.choice(
        (
            colours("f2c14e ffffff e8604c"),
            colours("d94f7a f7c9d4 8f6bd1"),
            colours("ffffff f7e8c4 b5c9e8"),
        )
    )
    for _ in range(26):
        px, py = x + rng.gauss(0, 44) * s, y - abs(rng.gauss(24, 26)) * s
        pen.fill(
            leaf(px, py + 30 * s, 60 * s, 18 * s, -pi / 2 + rng.uniform(-0.8, 0.8)),
            tone(rgb("5c8a4a"), rng.uniform(-0.3, 0.2)),
        )
    for _ in range(15):
        px, py = x + rng.gauss(0, 42) * s, y - abs(rng.gauss(36, 24)) * s
        things.flower(
            pen,
            rng,
            rng.choice(("daisy", "rose", "poppy")),
            px,
            py,
            rng.uniform(17, 27) * s,
            rng.choice(blooms),
        )
    body = at("-74 0, 74 0, 58 92, -58 92", x, y, s)
    pen.fill(body, rgb("b5834a"))
    for i in range(8):
        for j in range(11):
            pen.box(
                x + (-66 + 12 * j) * s,
                y + (6 + 11 * i) * s,
                x + (-58 + 12 * j) * s,
                y + (12 + 11 * i) * s,
                tone(rgb("b5834a"), -0.3 if (i + j) % 2 else 0.2),
            )
    pen.box(x - 78 * s, y - 6 * s, x + 78 * s, y + 8 * s, rgb("9a6a38"), 6)


def _van(seed: int, paint_colour: Colour, name: str) -> Sketch:
    hour = turn(
        (hours.GOLDEN, hours.FRESH, hours.ROSE, hours.NOON, hours.SUNRISE, hours.DUSK), seed, 6
    )

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * 0.52
        land.sky(
            canvas, hour, horizon, 0.6, (rng.uniform(200, 880), horizon - rng.uniform(60, 200), 46)
        )
        canvas.wash(
            (mix(hour.near, hour.sky[-1], 0.6), mix(hour.near, hour.sky[0], 0.5)),
            horizon,
            canvas.h * 0.66,
        )
        canvas.texture("water", 0.2, box(0, horizon, 1080, canvas.h * 0.66))
        sand = mix(rgb("e3c08f"), hour.light, 0.2)
        shore = smooth(
            at("-40 0.68, 300 0.64, 700 0.67, 1120 0.63", 0, 0, 1, canvas.h),
            10,
            closed=False,
        )
        canvas.shape(down_to([(x, y - 10) for x, y in shore], canvas.h), (rgb("ffffff"), sand))
        canvas.shape(down_to(shore, canvas.h + 4), (sand, tone(sand, -0.25)))
        canvas.texture("dune", 0.12, down_to(shore, canvas.h + 4))
        _bus(
            canvas,
            540 + rng.uniform(-60, 60),
            canvas.h * 0.84,
            min(2.6, canvas.h / 440),
            paint_colour,
            hour.near,
        )
        _palm(canvas, rng.choice((90.0, 990.0)), canvas.h * 0.9, canvas.h * 0.62, hour.near)

    return Sketch(
        "van by the sea",
        hour.name,
        f"A {name} camper van with a surfboard on the beach, {hour.name}",
        paint,
        hour.film,
    )


def _bus(canvas: Canvas, x: float, foot: float, s: float, hue: Colour, dark: Colour) -> None:
    canvas.soft(oval(x, foot + 4, 145 * s, 9 * s), things.SHADOW, 0.6, 10)
    white = rgb("f8f1e4")
    body = smooth(
        at("-128 -16, -134 -60, -124 -118, -96 -132, 100 -132, 128 -116, 136 -60, 132 -16", x, foot, s),
        6,
    )
    canvas.volume(body, white, 0.35, 0.12)
    lower = [p for p in body if p[1] > foot - 74 * s]
    canvas.volume(
        [
            *lower,
            (x + 137 * s, foot - 66 * s),
            (x + 110 * s, foot - 72 * s),
            (x - 110 * s, foot - 72 * s),
        ],
        hue,
        0.4,
        0.12,
    )
    with canvas.flat((x - 160 * s, foot - 180 * s, x + 160 * s, foot + 12 * s)) as pen:
        pen.box(x - 132 * s, foot - 75 * s, x + 134 * s, foot - 70 * s, white)
        for i in range(5):
            left = x + (-112 + 46 * i) * s
            pen.box(left, foot - 116 * s, left + 38 * s, foot - 84 * s, tone(dark, 0.1), 7 * s)
            pen.fill(
                [
                    (left + 4 * s, foot - 114 * s),
                    (left + 20 * s, foot - 114 * s),
                    (left + 6 * s, foot - 88 * s),
                ],
                (255, 255, 255, 70),
            )
        pen.line(
            [(x + 20 * s, foot - 68 * s), (x + 20 * s, foot - 16 * s)], (*tone(hue, -0.5), 150), 2
        )
        pen.line(
            [(x - 40 * s, foot - 68 * s), (x - 40 * s, foot - 16 * s)], (*tone(hue, -0.5), 150), 2
        )
        pen.dot(x + 126 * s, foot - 48 * s, 9 * s, rgb("fff0b8"))
        pen.box(x - 138 * s, foot - 20 * s, x + 140 * s, foot - 12 * s, rgb("d9d4cc"), 4 * s)
        for wx in (-82, 84):
            pen.dot(x + wx * s, foot - 12 * s, 25 * s, rgb("241f26"))
            pen.dot(x + wx * s, foot - 12 * s, 14 * s, rgb("d9d4cc"))
            pen.dot(x + wx * s, foot - 12 * s, 7 * s, hue)
        for i in range(2):
            board = leaf(x - (118 - 20 * i) * s, foot - (138 + 11 * i) * s, 215 * s, 20 * s, 0.0)
            pen.fill(board, canvas.rng.choice(colours("f2c14e e8604c 5fb5b8 f7efe0 3f5f8a")))
            pen.line(
                [(x - 100 * s, foot - (138 + 11 * i) * s), (x + 86 * s, foot - (138 + 11 * i) * s)],
                (255, 255, 255, 170),
                2,
            )
        for rx in (-70, 60):
            pen.line(
                [(x + rx * s, foot - 130 * s), (x + rx * s, foot - 152 * s)], rgb("4a4450"), 3 * s
            )


def _palm(canvas: Canvas, x: float, foot: float, tall: float, ink: Colour) -> None:
    rng = canvas.rng
    side = 1 if x < 540 else -1
    with canvas.flat() as pen:
        trunk = smooth(
            [(x, foot), (x + side * 20, foot - tall * 0.5), (x + side * 70, foot - tall)],
            10,
            closed=False,
        )
        pen.rod(trunk, mix(rgb("6b4a35"), ink, 0.4), 34, 20)
        top = trunk[-1]
        for i in range(10):
            angle = 2 * pi * i / 10 + rng.uniform(-0.2, 0.2)
            bend = 0.35 if cos(angle) > 0 else -0.35
            pen.fill(
                leaf(*top, rng.uniform(200, 270), 54, angle, bend),
                tone(mix(rgb("3f6f45"), ink, 0.35), rng.uniform(-0.25, 0.12)),
            )


def _balloons(seed: int, paint_colour: Colour, name: str) -> Sketch:
    hour = turn((hours.SUNRISE, hours.FRESH, hours.ROSE, hours.GOLDEN, hours.NOON), seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        land.sky(canvas, hour, canvas.h * 0.8, 0.6, (rng.uniform(200, 880), canvas.h * 0.56, 50))
        land.ranges(canvas, hour, canvas.h * 0.7, canvas.h, 4, 130)
        canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.45)
        spots = sorted(
            (rng.uniform(30, 110) if i else 170.0, rng.uniform(120, 960), rng.uniform(0.12, 0.62))
            for i in range(7)
        )
        for r, x, t in spots:
            hue = paint_colour if r > 160 else rng.choice([rgb(code) for code, _ in _PAINTS])
            _balloon(
                canvas,
                x,
                canvas.h * (0.34 if r > 160 else t),
                r * min(1, canvas.h / 1000),
                mix(hue, hour.far, 0.35 * (1 - r / 170)),
            )

    return Sketch(
        "balloons",
        hour.name,
        f"Hot-air balloons over hills, a {name} one in front, {hour.name}",
        paint,
        hour.film,
    )


def _balloon(canvas: Canvas, x: float, y: float, r: float, hue: Colour) -> None:
    skin = smooth(
        at("0 -1, -0.72 -0.72, -1 0, -0.76 0.6, -0.24 1.26, 0.24 1.26, 0.76 0.6, 1 0, 0.72 -0.72", x, y, r),
        6,
    )
    canvas.volume(skin, hue, 0.5, 0.22)
    second = tone(hue, 0.55)
    with canvas.flat((x - r * 1.1, y - r * 1.1, x + r * 1.1, y + r * 1.9)) as pen:
        for t in (-0.62, 0.0, 0.62):
            gore = [
                (x + t * r * 0.2, y - r),
                *(
                    (x + (t - 0.16) * r * w, y + v * r)
                    for w, v in ((0.8, -0.6), (1.0, 0.0), (0.8, 0.6), (0.26, 1.24))
                ),
                *(
                    (x + (t + 0.16) * r * w, y + v * r)
                    for w, v in ((0.26, 1.24), (0.8, 0.6), (1.0, 0.0), (0.8, -0.6))
                ),
            ]
            pen.fill(gore, (*second, 150))
        for side in (-1, 1):
            pen.line(
                [(x + side * r * 0.22, y + r * 1.26), (x + side * r * 0.12, y + r * 1.55)],
                rgb("4a3a36"),
                max(1.4, r * 0.014),
            )
        pen.box(x - r * 0.15, y + r * 1.54, x + r * 0.15, y + r * 1.76, rgb("7a5233"), r * 0.04)


def _car(seed: int, paint_colour: Colour, name: str) -> Sketch:
    wall_codes = turn(_WALLS, seed + 2, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        floor = canvas.h * 0.76
        canvas.wash((tone(wall[0], 0.1), wall[0], wall[1]), 0, floor)
        canvas.wash((rgb("8a8490"), rgb("6a6472")), floor)
        canvas.texture("stone", 0.14)
        _shutters(canvas, floor, tone(wall[1], -0.3))
        canvas.soft(
            [(rng.uniform(300, 600), floor), (1120, 0), (1120, floor)], things.SHADOW, 0.3, 5
        )
        with canvas.flat((0, floor - 14, 1080, floor + 60)) as pen:
            pen.box(0, floor - 8, 1080, floor + 22, rgb("b9b2ae"))
            pen.box(0, floor + 22, 1080, floor + 32, rgb("5a5460"))
        _beetle(
            canvas,
            540 + rng.uniform(-40, 40),
            floor + canvas.h * 0.09,
            min(2.7, canvas.h / 400),
            paint_colour,
        )

    return Sketch("small car", "sunny", f"A small {name} car parked before a house", paint)


def _beetle(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    canvas.soft(oval(x, foot + 2, 150 * s, 9 * s), things.SHADOW, 0.65, 10)
    body = smooth(
        at("-146 -22, -144 -46, -96 -62, -66 -104, -6 -122, 56 -108, 98 -64, 142 -46, 146 -20", x, foot, s),
        8,
    )
    canvas.volume(body, hue, 0.5, 0.18)
    with canvas.flat((x - 160 * s, foot - 130 * s, x + 160 * s, foot + 8 * s)) as pen:
        glass = rgb("41525f")
        pen.fill(
            smooth(
                at("-58 -68, -40 -98, -8 -108, -8 -68", x, foot, s),
                4,
            ),
            glass,
        )
        pen.fill(
            smooth(
                at("4 -68, 4 -108, 44 -98, 74 -68", x, foot, s),
                4,
            ),
            glass,
        )
        pen.fill(
            at("-44 -72, -30 -97, -20 -101, -32 -72", x, foot, s),
            (255, 255, 255, 90),
        )
        pen.line(
            [(x - 2 * s, foot - 112 * s), (x - 2 * s, foot - 24 * s)], (*tone(hue, -0.5), 170), 2.4
        )
        pen.line(
            [(x - 140 * s, foot - 42 * s), (x + 140 * s, foot - 42 * s)], tone(hue, 0.5), 2 * s
        )
        pen.box(x + 10 * s, foot - 58 * s, x + 28 * s, foot - 54 * s, rgb("e0dcd6"), 2)
        pen.box(x - 152 * s, foot - 28 * s, x - 118 * s, foot - 20 * s, rgb("e0dcd6"), 4 * s)
        pen.box(x + 120 * s, foot - 28 * s, x + 152 * s, foot - 20 * s, rgb("e0dcd6"), 4 * s)
        pen.dot(x - 134 * s, foot - 44 * s, 9 * s, rgb("fff2c4"))
        pen.dot(x + 138 * s, foot - 42 * s, 6 * s, rgb("d9402f"))
        for wx in (-88, 92):
            pen.dot(x + wx * s, foot - 20 * s, 33 * s, tone(hue, -0.55))
            pen.dot(x + wx * s, foot - 18 * s, 27 * s, rgb("221e26"))
            pen.dot(x + wx * s, foot - 18 * s, 15 * s, rgb("d9d4cc"))
            pen.dot(x + wx * s, foot - 18 * s, 8 * s, hue)
    canvas.soft(
        stroke([(x - 50 * s, foot - 106 * s), (x + 20 * s, foot - 116 * s)], 5 * s),
        rgb("ffffff"),
        0.5,
        8,
    )


def _train(seed: int, paint_colour: Colour, name: str) -> Sketch:
    hour = turn(hours.ALL, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        land.sky(canvas, hour, canvas.h * 0.6, 0.6, (rng.uniform(200, 880), canvas.h * 0.24, 44))
        land.ranges(canvas, hour, canvas.h * 0.4, canvas.h * 0.9, 4, 190)
        deck = canvas.h * 0.62
        stone = mix(mix(rgb("c2ad94"), hour.far, 0.3), hour.near, 0.15)
        for i in range(7):
            _pier_arch(canvas, -60 + i * 190, deck, stone)
        canvas.shape(box(-5, deck - 12, 1090, deck + 24), (tone(stone, 0.15), tone(stone, -0.2)))
        _carriages(
            canvas, rng.uniform(180, 330), deck - 12, mix(paint_colour, hour.near, 0.12), hour
        )
        canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.6)
        with canvas.flat((0, canvas.h * 0.6, 1080, canvas.h)) as pen:
            front = ridge(rng, canvas.h * 0.93, 60, 0.5)
            land.pines(pen, rng, front, hour.near, 190, 38)
            pen.fill(down_to(front, canvas.h + 5), hour.near)

    return Sketch(
        "train",
        hour.name,
        f"A {name} train crossing a viaduct in the hills, {hour.name}",
        paint,
        hour.film,
    )


def _pier_arch(canvas: Canvas, x: float, deck: float, stone: Colour) -> None:
    foot = canvas.h + 10
    opening = [(x + 26, foot), *arc(x + 95, deck + 110, 69, 78, pi, 2 * pi, n=20), (x + 164, foot)]
    wall: Path = [
        (x, foot),
        (x, deck + 10),
        (x + 190, deck + 10),
        (x + 190, foot),
        *reversed(opening),
    ]
    canvas.shape(wall, (tone(stone, 0.1), stone, tone(stone, -0.2)))
    inner = [
        (x + 148, foot),
        *(
            (px + (-16 if px > x + 95 else 0), py)
            for px, py in reversed(opening[len(opening) // 2 : -1])
        ),
        *opening[len(opening) // 2 :],
    ]
    canvas.shape(inner, (tone(stone, -0.45), tone(stone, -0.35)))


def _carriages(canvas: Canvas, x: float, foot: float, hue: Colour, hour: hours.Hour) -> None:
    for i in range(4):
        left = x + i * 178
        canvas.shape(
            box(left, foot - 82, left + 170, foot - 8), (tone(hue, 0.25), hue, tone(hue, -0.3))
        )
        with canvas.flat((left - 30, foot - 100, left + 200, foot + 2)) as pen:
            pen.box(left - 4, foot - 92, left + 174, foot - 78, tone(hue, -0.5), 6)
            pen.box(left, foot - 34, left + 170, foot - 26, rgb("f2e6cf"))
            for j in range(4):
                pen.box(
                    left + 12 + 40 * j, foot - 70, left + 40 + 40 * j, foot - 42, rgb("ffe2a0"), 4
                )
            for j in (22, 50, 120, 148):
                pen.dot(left + j, foot - 6, 10, rgb("241f26"))
    canvas.soft(
        stroke(
            smooth(
                at("-10 -110, 120 -190, 300 -210, 560 -270", x, foot),
                8,
                closed=False,
            ),
            24,
            90,
        ),
        hour.light,
        0.5,
        22,
    )
    with canvas.flat((x - 120, foot - 130, x + 10, foot + 4)) as pen:
        pen.box(x - 108, foot - 66, x - 8, foot - 8, tone(hue, -0.6), 12)
        pen.box(x - 50, foot - 92, x - 8, foot - 10, tone(hue, -0.5))
        pen.box(x - 96, foot - 104, x - 78, foot - 60, tone(hue, -0.7))
        for j in (-92, -62, -28):
            pen.dot(x + j, foot - 8, 13, rgb("241f26"))
            pen.dot(x + j, foot - 8, 6, rgb("d94f3a"))


def _scooter(seed: int, paint_colour: Colour, name: str) -> Sketch:
    wall_codes = turn(_WALLS, seed + 1, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        floor = canvas.h * 0.8
        canvas.wash((tone(wall[0], 0.15), wall[0], wall[1]), 0, floor)
        canvas.wash((mix(wall[1], rgb("8f857f"), 0.6), mix(wall[1], rgb("5f5660"), 0.7)), floor)
        canvas.texture("crag", 0.08)
        x = rng.choice((230.0, 850.0))
        canvas.shape(
            [(x - 150, floor), *arc(x, floor * 0.42, 150, 150, pi, 2 * pi), (x + 150, floor)],
            (tone(wall[1], -0.45), tone(wall[1], -0.25)),
        )
        with canvas.flat((x - 200, 0, x + 200, floor)) as pen:
            for _ in range(90):
                px, py = (
                    x + rng.choice((-1, 1)) * abs(rng.gauss(150, 34)),
                    floor * rng.uniform(0.05, 0.95),
                )
                pen.fill(
                    clump(rng, px, py, 24, 20),
                    tone(rng.choice(colours("5c8a4a 6f9a55 d94f8a")), rng.uniform(-0.35, 0.15)),
                )
        _vespa(
            canvas,
            540 + rng.uniform(-30, 30),
            floor + canvas.h * 0.07,
            min(3.0, canvas.h / 380),
            paint_colour,
        )

    return Sketch(
        "scooter", "sunny", f"A {name} scooter in front of a house with climbing flowers", paint
    )


def _vespa(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    canvas.soft(oval(x, foot + 2, 105 * s, 7 * s), things.SHADOW, 0.6, 10)
    with canvas.flat((x - 130 * s, foot - 150 * s, x + 130 * s, foot + 6 * s)) as pen:
        for wx in (-66, 70):
            pen.dot(x + wx * s, foot - 22 * s, 23 * s, rgb("221e26"))
            pen.dot(x + wx * s, foot - 22 * s, 12 * s, rgb("d9d4cc"))
        pen.line([(x + 70 * s, foot - 22 * s), (x + 56 * s, foot - 112 * s)], rgb("8a858c"), 6 * s)
    tail = smooth(
        at("-108 -36, -104 -66, -66 -78, -20 -72, -14 -34, -34 -22, -70 -40, -98 -26", x, foot, s),
        6,
    )
    apron = smooth(
        at("34 -22, 44 -60, 46 -112, 62 -116, 74 -64, 92 -44, 88 -34, 52 -34", x, foot, s),
        6,
    )
    canvas.volume(tail, hue, 0.5, 0.2)
    canvas.volume(
        stroke([(x - 30 * s, foot - 20 * s), (x + 50 * s, foot - 20 * s)], 15 * s),
        tone(hue, -0.15),
        0.4,
    )
    canvas.volume(apron, hue, 0.5, 0.22)
    with canvas.flat((x - 130 * s, foot - 150 * s, x + 130 * s, foot + 6 * s)) as pen:
        pen.fill(
            smooth(
                at("-92 -80, -50 -92, -4 -86, -8 -74, -80 -74", x, foot, s),
                5,
            ),
            rgb("5a3423"),
        )
        pen.fill(
            smooth(
                at("44 -118, 60 -130, 74 -122, 68 -108", x, foot, s),
                5,
            ),
            hue,
        )
        pen.dot(x + 73 * s, foot - 119 * s, 6.5 * s, rgb("fff2c4"))
        pen.line([(x + 56 * s, foot - 124 * s), (x + 40 * s, foot - 136 * s)], rgb("3a343c"), 4 * s)
        pen.dot(x + 44 * s, foot - 148 * s, 8 * s, rgb("8a858c"))
        pen.line([(x + 54 * s, foot - 126 * s), (x + 45 * s, foot - 146 * s)], rgb("8a858c"), 2 * s)
        pen.dot(x - 60 * s, foot - 54 * s, 15 * s, (*tone(hue, -0.25), 160), 11 * s)
