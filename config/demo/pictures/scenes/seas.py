"""The sea, its beaches, and the other sea of sand."""

from math import pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, down_to, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land
from .hours import Hour


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_sail, _shore, _dunes, _lighthouse, _stacks, _pier)
    hour = turn(hours.ALL, seed, len(scenes))
    return scenes[seed % len(scenes)](hour)


def _water(canvas: Canvas, hour: Hour, horizon: float) -> None:
    deep = mix(hour.near, hour.sky[0], 0.55)
    canvas.wash(
        (mix(deep, hour.sky[-1], 0.65), mix(deep, hour.sky[1], 0.4), tone(deep, -0.1)), horizon
    )
    canvas.texture("water", 0.3, box(0, horizon, canvas.w, canvas.h))


def _sail(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * rng.uniform(0.52, 0.64)
        x = rng.uniform(280, 800)
        land.sky(
            canvas,
            hour,
            horizon,
            rng.uniform(0.4, 0.8),
            (x, horizon - rng.uniform(30, 190), rng.uniform(34, 60)),
        )
        if rng.random() < 0.6:
            far = down_to(ridge(rng, horizon - 20, 70, 0.5), horizon)
            canvas.shape(far, (hour.far, mix(hour.far, hour.sky[-1], 0.6)))
        _water(canvas, hour, horizon)
        land.glints(canvas, x, horizon, 420, hour.light, 220)
        with canvas.flat() as pen:
            for _ in range(rng.randint(1, 4)):
                near = rng.random()
                _boat(
                    pen,
                    rng,
                    rng.uniform(140, 940),
                    horizon + 14 + near * 190,
                    0.5 + near * 1.3,
                    hour,
                )
            land.birds(pen, rng, rng.uniform(200, 880), horizon * 0.5, rng.randint(3, 8), hour.near)

    alt = f"Sailing boats on a glittering sea, {hour.name}"
    return Sketch("sailing boats", hour.name, alt, paint, hour.film)


def _boat(pen: Pen, rng: Random, x: float, y: float, s: float, hour: Hour) -> None:
    sail = mix(hour.light, rgb("fff6e6"), 0.5)
    side = rng.choice((-1, 1))
    pen.dot(x, y + 3 * s, 60 * s, (*hour.near, 90), 6 * s)
    pen.fill(
        at("-50 -14, 56 -16, 38 3, -34 3", x, y, s),
        mix(hour.near, rgb("7a2f2a"), 0.3),
    )
    pen.fill(
        [(x - 2 * s, y - 150 * s), (x + side * 62 * s, y - 26 * s), (x - 2 * s, y - 22 * s)], sail
    )
    pen.fill(
        [
            (x - side * 7 * s, y - 132 * s),
            (x - side * 44 * s, y - 26 * s),
            (x - side * 7 * s, y - 24 * s),
        ],
        tone(sail, -0.22),
    )
    pen.line([(x - 2 * s, y - 156 * s), (x - 2 * s, y - 12 * s)], hour.near, 3 * s)


_COASTS = (
    ("f2dfc0 e9cfa6", "8fd6c9 3fb0b8 157a98 0c4a72", "turquoise"),
    ("e8d6c8 d9bfae", "a5c9c4 5d98a3 2f6580 1b3c5c", "slate blue"),
    ("f5e3d0 eec9ae", "b8e3cf 62c2b4 2590a0 14607f", "emerald"),
    ("cfc4b6 a89c90", "c0d4d4 7ea6b0 41708a 23455f", "grey-blue"),
)


def _shore(hour: Hour) -> Sketch:
    sand_codes, sea_codes, name = _COASTS[(len(hour.name) + hour.near[1]) % len(_COASTS)]

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sand, sea = colours(sand_codes), colours(sea_codes)
        canvas.wash(sand)
        canvas.texture("grain", 0.12)
        canvas.texture("dune", 0.1)
        slant, edge = rng.uniform(-0.5, 0.5), rng.uniform(0.35, 0.6) * canvas.h
        _surf(canvas, sand, sea, edge, slant)
        with canvas.flat() as pen:
            _bathers(pen, rng, edge, slant)

    alt = f"Waves breaking on a beach, seen from above, {name} water"
    return Sketch("beach from above", "clear", alt, paint, "clear")


def _surf(
    canvas: Canvas, sand: tuple[Colour, ...], sea: tuple[Colour, ...], edge: float, slant: float
) -> None:
    rng = canvas.rng
    bands = 9
    phase = rng.uniform(0, 6)
    for i in range(bands):
        t = i / (bands - 1)
        y = edge + i**1.35 * canvas.h * 0.05
        line = _tide(rng, y, slant, phase + i * 0.7, 26)
        colour = mix(sand[1], sea[0], 0.5) if i == 0 else sea[min(3, int(t * 3.6))]
        body = down_to(line, canvas.h + 700)
        canvas.shape(body, (colour, mix(colour, sea[-1], 0.35)))
        foam = rng.uniform(5, 20) * (1.25 - t)
        with canvas.flat(
            (0, min(p[1] for p in line) - 30, canvas.w, max(p[1] for p in line) + 40)
        ) as pen:
            white = (255, 255, 255, round(235 - 130 * t))
            pen.fill(_foam(rng, line, foam), white)
            for j in range(3):
                lower = [(px, py + foam * (2 + j * 1.8) + rng.uniform(-3, 3)) for px, py in line]
                pen.fill(_foam(rng, lower, foam * 0.35), (255, 255, 255, round(90 - 22 * j)))
    canvas.texture("water", 0.16, down_to(_tide(rng, edge + 50, slant, phase, 0), canvas.h + 300))


def _tide(rng: Random, y: float, slant: float, phase: float, size: float) -> Path:
    points = [
        (x, y + slant * (x - 540) + size * sin(phase + x / 170) + rng.uniform(-9, 9))
        for x in range(-60, 1170, 60)
    ]
    return smooth(points, 5, closed=False)


def _foam(rng: Random, line: Path, width: float) -> Path:
    upper = [(x, y - width * rng.uniform(0.1, 0.6)) for x, y in line]
    lower = [(x, y + width * rng.uniform(0, 1)) for x, y in line]
    return [*upper, *reversed(lower)]


def _bathers(pen: Pen, rng: Random, edge: float, slant: float) -> None:
    hues = colours("e4572e f3a712 ffffff 2f6690 d1495b f7c6c7 3a7d44")
    for _ in range(rng.randint(3, 8)):
        x = rng.uniform(60, 1020)
        y = edge + slant * (x - 540) - rng.uniform(90, 420)
        hue, other = rng.sample(hues, 2)
        pen.dot(x + 26, y + 30, 46, (60, 40, 40, 80))
        towel = at("52 -30, 92 -22, 76 56, 36 48", x, y)
        pen.fill(towel, other)
        for i in range(8):
            a = 2 * pi * i / 8
            wedge = [(x, y), *(p for p in oval(x, y, 44, 44, a, 41)[:6])]
            pen.fill(wedge, hue if i % 2 else (250, 246, 238))
        pen.dot(x, y, 5, other)


def _dunes(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * rng.uniform(0.34, 0.46)
        x = rng.uniform(200, 880)
        land.sky(canvas, hour, horizon + 60, 0.2, (x, horizon - rng.uniform(60, 150), 38))
        sand = mix(mix(rgb("d98e4f"), hour.light, 0.25), hour.near, 0.12)
        for i in range(4):
            near = i / 3
            y = horizon + near**1.3 * canvas.h * 0.42
            _dune(
                canvas,
                hour,
                mix(mix(hour.far, sand, 0.4 + 0.6 * near), sand, near),
                y,
                90 + 130 * near,
            )
        with canvas.flat((0, horizon - 60, canvas.w, horizon + 320)) as pen:
            _caravan(
                pen, rng, rng.uniform(200, 560), horizon + canvas.h * 0.1, tone(hour.near, -0.2)
            )

    alt = f"Camels crossing sand dunes, {hour.name}"
    return Sketch("dunes", hour.name, alt, paint, hour.film)


def _dune(canvas: Canvas, hour: Hour, sand: Colour, y: float, height: float) -> None:
    rng = canvas.rng
    crest = rng.uniform(250, 830)
    left = smooth(
        [
            (-40, y + rng.uniform(0, 1) * height),
            (crest * 0.5, y + rng.uniform(-0.1, 0.5) * height),
            (crest, y - height * 0.6),
        ],
        10,
        closed=False,
    )
    right = smooth(
        [
            (crest, y - height * 0.6),
            (crest + 260, y + rng.uniform(-0.1, 0.4) * height),
            (1130, y + rng.uniform(0, 1) * height),
        ],
        10,
        closed=False,
    )
    whole = down_to([*left, *right], canvas.h + 5)
    canvas.shape(whole, (mix(sand, hour.light, 0.35), sand, tone(sand, -0.15)))
    canvas.texture("dune", 0.16, whole)
    lean = rng.uniform(-90, 60)
    spine = smooth(
        [
            (crest, y - height * 0.6),
            (crest + 34, y),
            (crest - 30 + lean, y + height * 0.9),
            (crest + lean * 2, y + height * 2),
            (crest - 160 + lean, canvas.h + 60),
        ],
        10,
        closed=False,
    )
    shade = [*spine, (1140, canvas.h + 60), *reversed(right)]
    dark = tone(mix(sand, hour.near, 0.3), -0.28)
    canvas.shape(shade, (dark, mix(dark, sand, 0.35), mix(dark, sand, 0.6)))


def _caravan(pen: Pen, rng: Random, x: float, y: float, ink: Colour) -> None:
    for i in range(rng.randint(3, 5)):
        cx, cy, s = x + i * 74, y + 5 * sin(i), 1.0
        for leg in (-17, -11, 11, 17):
            pen.line([(cx + leg, cy - 20), (cx + leg + rng.uniform(-3, 3), cy + 14)], ink, 4)
        pen.dot(cx, cy - 26 * s, 24, ink, 11)
        pen.dot(cx - 2, cy - 38, 11, ink, 9)
        pen.line([(cx + 20, cy - 26), (cx + 31, cy - 30), (cx + 34, cy - 48)], ink, 6)
        pen.dot(cx + 39, cy - 49, 8, ink, 4.5)


def _lighthouse(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * 0.64
        land.sky(canvas, hour, horizon, 0.75)
        _water(canvas, hour, horizon)
        side = rng.choice((-1, 1))
        x = 540 + side * rng.uniform(60, 230)
        land.glints(canvas, 540 - side * 260, horizon, 500, hour.light, 140)
        top = canvas.h * 0.66
        cliff = [
            (x - side * 200, canvas.h * 0.8),
            (x - side * 130, top + 20),
            (x - side * 60, top - 14),
            (x + side * 160, top - 30),
            (x + side * 420, top - 90),
            (x + side * 800, top - 70),
            (x + side * 800, canvas.h + 80),
            (x - side * 300, canvas.h + 80),
        ]
        canvas.volume(smooth(cliff, 3), mix(rgb("5d5a50"), hour.near, 0.4), 0.55, 0.1, 0.6, "crag")
        grass = at("-140 18, -60 -16, 160 -32, 420 -92, 800 -72, 800 20, 400 -20, 60 34", x, top, side, 1)
        canvas.shape(
            smooth(grass, 4),
            (mix(rgb("7d9455"), hour.light, 0.2), mix(rgb("3f5c3e"), hour.near, 0.4)),
        )
        _tower(canvas, hour, x, top - 8, rng.uniform(300, 400))
        with canvas.flat((0, 0, canvas.w, horizon)) as pen:
            land.birds(pen, rng, 540 - side * 260, canvas.h * 0.33, 7, hour.near, 20)

    alt = f"A lighthouse on a cliff above the sea, {hour.name}"
    return Sketch("lighthouse", hour.name, alt, paint, hour.film)


def _tower(canvas: Canvas, hour: Hour, x: float, foot: float, tall: float) -> None:
    white, red = mix(rgb("f4efe6"), hour.far, 0.12), mix(rgb("c23b2e"), hour.near, 0.12)
    top = foot - tall
    canvas.shape(
        [(x - 46, foot), (x - 30, top), (x + 30, top), (x + 46, foot)],
        (white, mix(white, hour.near, 0.1), tone(white, -0.5)),
        sideways=True,
    )
    bands = 3
    for i in range(bands):
        a, b = (i * 2 + 0.6) / (bands * 2), (i * 2 + 1.6) / (bands * 2)
        ya, yb = top + tall * a, top + tall * b
        canvas.shape(
            [
                (x - 30 - 16 * a, ya),
                (x + 30 + 16 * a, ya),
                (x + 30 + 16 * b, yb),
                (x - 30 - 16 * b, yb),
            ],
            (tone(red, 0.1), red, tone(red, -0.5)),
            sideways=True,
        )
    with canvas.flat((x - 200, top - 110, x + 200, foot + 6)) as pen:
        dark = tone(hour.near, -0.2)
        pen.box(x - 40, top - 8, x + 40, top + 2, dark)
        pen.box(x - 22, top - 48, x + 22, top - 8, rgb("ffe6a0"))
        for bar in (-22, -8, 6, 20):
            pen.box(x + bar - 1, top - 48, x + bar + 2, top - 8, dark)
        pen.fill([(x - 30, top - 46), (x, top - 82), (x + 30, top - 46)], red)
        pen.box(x + 62, foot - 66, x + 160, foot + 4, white)
        pen.fill(
            at("52 -64, 84 -108, 140 -108, 170 -64", x, foot),
            red,
        )
        pen.box(x + 84, foot - 46, x + 104, foot - 20, rgb("ffd98a"))
    canvas.glow(x, top - 28, 300, rgb("ffe0a0"), 0.6, 3)


def _stacks(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * rng.uniform(0.5, 0.6)
        x = rng.uniform(300, 780)
        land.sky(canvas, hour, horizon, 0.5, (x, horizon - 50, 42))
        _water(canvas, hour, horizon)
        land.glints(canvas, x, horizon, 460, hour.light, 260)
        rocks = sorted(
            (rng.random() ** 1.6, rng.uniform(60, 1020)) for _ in range(rng.randint(3, 5))
        )
        for near, rx in rocks:
            tall = (100 + 330 * near) * rng.uniform(0.7, 1.2)
            wide = tall * rng.uniform(0.22, 0.42)
            foot = horizon + 8 + 150 * near
            rock = at("-1 0, -0.8 -0.5, -0.45 -1, 0.1 -1.1, 0.6 -0.85, 0.85 -0.4, 1.1 0", rx, foot, wide, tall)
            canvas.volume(
                smooth(rock, 3),
                mix(mix(rgb("6a5750"), hour.near, 0.5), hour.far, 0.5 * (1 - near)),
                0.55,
                0.2,
                0.55,
                "crag",
            )
            canvas.soft(
                oval(rx, foot + 3, wide * 1.5, 8), mix(hour.light, hour.sky[-1], 0.5), 0.8, 6
            )
        canvas.mist(horizon - 60, horizon + 120, hour.sky[-1], 0, 0.35)

    alt = f"Rock stacks standing in a calm sea, {hour.name}"
    return Sketch("sea stacks", hour.name, alt, paint, hour.film)


def _pier(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * 0.48
        vanish = rng.uniform(420, 660)
        land.sky(canvas, hour, horizon, 0.7, (vanish + rng.uniform(-200, 200), horizon - 90, 40))
        _water(canvas, hour, horizon)
        wood = mix(rgb("8a6244"), hour.near, 0.35)
        deck = [
            (vanish - 16, horizon + 24),
            (vanish + 16, horizon + 24),
            (880, canvas.h + 5),
            (200, canvas.h + 5),
        ]
        canvas.soft([(x + 30, y + 20) for x, y in deck], tone(hour.near, -0.3), 0.5, 14)
        canvas.shape(deck, (mix(wood, hour.light, 0.4), wood, tone(wood, -0.3)))
        canvas.texture("wood", 0.18, deck)
        with canvas.flat((0, horizon - 160, canvas.w, canvas.h)) as pen:
            _planks(pen, vanish, horizon + 24, canvas.h, tone(wood, -0.6))
            _posts(pen, vanish, horizon + 24, canvas.h, tone(wood, -0.5), hour)
        canvas.glow(vanish, horizon + 10, 260, hour.light, 0.4)

    alt = f"A wooden pier leading out to sea, {hour.name}"
    return Sketch("pier", hour.name, alt, paint, hour.film)


def _planks(pen: Pen, vanish: float, top: float, bottom: float, ink: Colour) -> None:
    for i in range(34):
        t = (i / 34) ** 2.2
        y = top + (bottom - top) * t
        left, right = vanish - 16 + (200 - vanish + 16) * t, vanish + 16 + (880 - vanish - 16) * t
        pen.line([(left, y), (right, y)], ink, 1 + 6 * t)


def _posts(pen: Pen, vanish: float, top: float, bottom: float, ink: Colour, hour: Hour) -> None:
    for i in range(8):
        t = ((i + 0.5) / 8) ** 2.4
        y = top + (bottom - top) * t
        for end in (200, 880):
            x = vanish + (end - vanish) * t + (-14 if end < 540 else 14) * t
            tall = 14 + 170 * t
            pen.fill(stroke([(x, y + tall * 0.35), (x, y - tall)], 3 + 30 * t), ink)
            pen.fill(
                stroke([(x - 7 * t, y + tall * 0.3), (x - 7 * t, y - tall)], 1 + 7 * t),
                mix(ink, hour.light, 0.35),
            )
