"""Animals of the land and the air: a cat at a window, a fox, an owl, birds on wires, flamingos."""

from math import pi
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, down_to, leaf, moved, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land, things

_COATS = (
    ("2b2730", "black"),
    ("d98a45", "ginger"),
    ("8f8a8c", "grey"),
    ("f0e6d6", "white"),
    ("8a5f3f", "brown"),
    ("c9a27a", "sand-coloured"),
)
_ROOMS = ("d9a98f b5785f", "7f9a9a 4f6b70", "d9c3a0 b0946a", "8a7a9a 5c4f70", "b5856a 7a4f3f")


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_cat, _fox, _wires, _flamingos, _owl, _deer)
    return scenes[seed % len(scenes)](seed)


def _cat(seed: int) -> Sketch:
    coat_code, coat_name = turn(_COATS, seed, 6)
    hour = turn(hours.ALL, seed, 6)
    room = turn(_ROOMS, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(room)
        sill = canvas.h * 0.78
        land.sky(canvas, hour, canvas.h * 0.62, 0.6, (rng.uniform(250, 830), canvas.h * 0.26, 44))
        land.ranges(canvas, hour, canvas.h * 0.5, sill, 3)
        _frame(canvas, wall, sill)
        side = rng.choice((-1, 1))
        _sitting_cat(canvas, 540 - side * 150, sill + 16, canvas.h * 0.4, rgb(coat_code), side)
        x = 540 + side * 240
        things.branches(canvas, x, sill - 170, 200, rgb("6f8f5f"), rng.random() < 0.5)
        pot = rng.choice(colours("c4643f efe3d0 4f6f7d"))
        things.turned_thing(canvas, x, sill + 24, 200, rng.choice(things.VASES), pot)

    alt = f"A {coat_name} cat on a window sill looking out over the hills, {hour.name}"
    return Sketch("cat at the window", hour.name, alt, paint, hour.film)


def _frame(canvas: Canvas, wall: tuple[Colour, ...], sill: float) -> None:
    wood = tone(wall[0], 0.5)
    canvas.shape(box(-5, -5, 110, canvas.h), wall)
    canvas.shape(box(970, -5, 1085, canvas.h), wall)
    canvas.shape(box(-5, sill + 60, 1085, canvas.h + 5), (wall[1], tone(wall[1], -0.3)))
    with canvas.flat() as pen:
        for x in (110, 526, 946):
            pen.box(x, -5, x + 26, sill, wood)
            pen.box(x + 18, -5, x + 26, sill, tone(wood, -0.2))
        pen.box(110, sill * 0.4, 970, sill * 0.4 + 18, wood)
        pen.box(60, sill, 1020, sill + 44, wood)
        pen.box(60, sill + 36, 1020, sill + 60, tone(wood, -0.3))


def _sitting_cat(
    canvas: Canvas, x: float, foot: float, tall: float, coat: Colour, side: int
) -> None:
    """Seen from behind, the tail hanging over the sill."""
    s = tall / 100
    body = moved(
        smooth(
            at("-30 0, -33 -24, -22 -52, -15 -64, 15 -64, 22 -52, 33 -24, 30 0, 0 3"),
            8,
        ),
        x,
        foot,
        s,
        s,
    )
    tail = stroke(
        smooth(
            at("20 -6, 40 -2, 44 14, 34 26", x, foot, s * side, s),
            8,
            closed=False,
        ),
        10 * s,
        6 * s,
    )
    canvas.soft(oval(x + 20, foot, 40 * s, 4 * s), things.SHADOW, 0.5, 9)
    canvas.volume(tail, coat, 0.5, 0.3)
    canvas.volume(body, coat, 0.5, 0.2, 0.2)
    turn_to = side * 3 * s
    ears: list[Path] = [
        [
            (x + turn_to + e * 20 * s, foot - 76 * s),
            (x + turn_to + e * 17 * s, foot - 101 * s),
            (x + turn_to + e * 3 * s, foot - 86 * s),
        ]
        for e in (-1, 1)
    ]
    for ear in ears:
        canvas.volume(ear, tone(coat, -0.08), 0.4)
    canvas.volume(oval(x + turn_to, foot - 74 * s, 22 * s, 17 * s), coat, 0.5, 0.24, 0.2)
    if canvas.rng.random() < 0.6:
        with canvas.flat((x - 40 * s, foot - 100 * s, x + 40 * s, foot)) as pen:
            for i in range(6):
                y = foot - (50 - 8 * i) * s
                for e in (-1, 1):
                    reach = (16 + 3 * i) * s
                    stripe = [
                        (x + e * reach, y),
                        (x + e * reach * 0.5, y - 2 * s),
                        (x + e * 4 * s, y + s),
                    ]
                    pen.fill(stroke(stripe, 1 * s, 3.4 * s), (*tone(coat, -0.5), 130))


def _fox(seed: int) -> Sketch:
    hour = turn((hours.ROSE, hours.BLUE, hours.SUNRISE, hours.STORM, hours.FRESH), seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * 0.66
        land.sky(canvas, hour, floor, 0.4)
        for i in range(3):
            near = i / 2
            colour = mix(hour.far, hour.near, 0.1 + 0.55 * near)
            line = ridge(rng, floor - 60 + 60 * near, 50, 0.5)
            with canvas.flat((0, floor - 480, 1080, floor + 120)) as pen:
                land.pines(pen, rng, line, colour, 150 + 190 * near, 40 + 26 * near)
            canvas.shape(down_to(line, floor + 60), (colour, mix(colour, hour.sky[-1], 0.5)))
            canvas.mist(floor - 160, floor + 20, hour.sky[-1], 0, 0.6)
        white = mix(rgb("f4f6fa"), hour.sky[-1], 0.4)
        snow = down_to(ridge(rng, floor + 20, 60, 0.42), canvas.h + 5)
        canvas.shape(snow, (white, mix(white, hour.sky[0], 0.35)))
        _standing_fox(canvas, rng.uniform(380, 640), canvas.h * 0.87, 2.6, rng.choice((-1, 1)))
        with canvas.flat() as pen:
            for _ in range(150):
                size = rng.uniform(2, 7)
                pen.dot(rng.uniform(0, 1080), rng.uniform(0, canvas.h), size, (255, 255, 255, 150))

    alt = f"A red fox standing in the snow before dark firs, {hour.name}"
    return Sketch("fox in the snow", hour.name, alt, paint, hour.film)


def _standing_fox(canvas: Canvas, x: float, foot: float, s: float, side: int) -> None:
    def at(*points: tuple[float, float]) -> Path:
        return smooth([(x + side * u * s, foot - v * s) for u, v in points], 6)

    red, dark = rgb("d9672b"), rgb("4a2a22")
    canvas.soft(oval(x, foot, 95 * s, 7 * s), rgb("3a4a70"), 0.4, 12)
    brush = here("-52 62, -80 50, -112 26, -118 14, -98 16, -70 28, -48 44")
    canvas.volume(brush, red, 0.5, 0.24, 0.2)
    canvas.volume(here("-100 27, -119 20, -118 12, -100 15"), rgb("f6efe6"), 0.3)
    for u in (-40, -30, 34, 44):
        leg = [(x + side * u * s, foot - 40 * s), (x + side * (u + 2) * s, foot)]
        canvas.volume(
            stroke(leg, 11 * s, 7 * s), mix(dark, red, 0.25 if u in (-40, 44) else 0.0), 0.4
        )
    body = here("-56 66, -20 76, 30 74, 58 84, 62 60, 48 40, 20 34, -20 36, -48 32")
    canvas.volume(body, red, 0.5, 0.22, 0.25)
    canvas.volume(here("44 70, 60 74, 62 50, 46 38, 38 50"), rgb("f6efe6"), 0.3, 0.25)
    for u in (56, 76):
        canvas.volume(at((u, 104), (u + 3, 126), (u + 14, 106)), dark if u == 56 else red, 0.4)
    canvas.volume(
        here("46 104, 62 114, 82 108, 92 94, 112 82, 110 77, 84 76, 58 80"),
        red,
        0.45,
        0.24,
    )
    canvas.volume(here("60 84, 84 90, 110 80, 84 76, 64 76"), rgb("f6efe6"), 0.3)
    with canvas.flat((x - 130 * s, foot - 130 * s, x + 130 * s, foot)) as pen:
        pen.dot(x + side * 112 * s, foot - 80 * s, 3.4 * s, rgb("1f1518"))
        pen.dot(x + side * 85 * s, foot - 97 * s, 2.6 * s, rgb("1f1518"))


def _wires(seed: int) -> Sketch:
    hour = turn((hours.DUSK, hours.ROSE, hours.GOLDEN, hours.BLUE, hours.SUNRISE), seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        land.sky(canvas, hour, canvas.h, 0.8, (rng.uniform(200, 880), canvas.h * 0.72, 60))
        with canvas.flat() as pen:
            ink = tone(hour.near, -0.35)
            x = rng.choice((170, 910))
            pen.fill(stroke([(x, canvas.h + 10), (x, canvas.h * 0.12)], 34, 24), ink)
            for i in range(2):
                y = canvas.h * (0.19 + 0.1 * i)
                pen.box(x - 150, y, x + 150, y + 13, ink)
            for i in range(5):
                _wire(
                    pen,
                    rng,
                    canvas.h * (0.19 + 0.1 * (i % 2)) - 12 + 9 * i,
                    canvas.h * 0.05 * i,
                    ink,
                )

    alt = f"Birds sitting on telegraph wires against the sky, {hour.name}"
    return Sketch("birds on wires", hour.name, alt, paint, hour.film)


def _wire(pen: Pen, rng: Random, y: float, drop: float, ink: Colour) -> None:
    line = [(x, y + drop * 0.7 + 70 * (1 - ((x - 540) / 540) ** 2)) for x in range(-20, 1110, 15)]
    pen.line(line, ink, 3.4)
    for x, wire_y in line[3:-3]:
        if rng.random() < 0.13:
            _bird(pen, x, wire_y, rng.uniform(17, 24), rng.choice((-1, 1)), ink)


def _bird(pen: Pen, x: float, y: float, s: float, side: int, ink: Colour) -> None:
    body = at("-0.8 0.9, -0.5 0.2, -0.3 -0.7, 0.1 -1.35, 0.6 -1.4, 0.75 -0.95, 0.6 -0.2, 0.2 0.4, -0.2 0.5")
    pen.fill(smooth([(x + side * u * s, y + (v - 0.5) * s) for u, v in body], 5), ink)
    beak = [(0.7, -1.3), (1.1, -1.1), (0.72, -1.0)]
    pen.fill([(x + side * u * s, y + (v - 0.5) * s) for u, v in beak], ink)


def _flamingos(seed: int) -> Sketch:
    hour = turn((hours.ROSE, hours.SUNRISE, hours.FRESH, hours.DUSK, hours.NOON), seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        water = canvas.h * rng.uniform(0.52, 0.6)
        land.sky(canvas, hour, water, 0.5, (rng.uniform(200, 880), water * 0.5, 50))
        land.ranges(canvas, hour, water - 60, water, 2, 60)
        canvas.mirror(water, mix(hour.sky[1], hour.sky[-1], 0.4), 0.3, 5)
        spots = sorted(
            (rng.uniform(0.1, 1), rng.uniform(120, 960)) for _ in range(rng.randint(4, 7))
        )
        for near, x in spots:
            foot = water + 30 + near * (canvas.h - water) * 0.72
            pink = mix(rng.choice(colours("f28aa0 ee7a8a f5a8b0")), hour.far, 0.3 * (1 - near))
            _flamingo(
                canvas,
                x,
                foot,
                (1.1 + 1.9 * near) * min(1.0, canvas.h / 1200),
                rng.choice((-1, 1)),
                pink,
            )

    alt = f"Pink flamingos standing in a shallow lagoon, {hour.name}"
    return Sketch("flamingos", hour.name, alt, paint, hour.film)


def _flamingo(canvas: Canvas, x: float, foot: float, s: float, side: int, pink: Colour) -> None:
    bow = canvas.rng.random() < 0.35
    neck = (
        [(26, 92), (44, 84), (52, 60), (58, 28)]
        if bow
        else [(26, 96), (42, 118), (26, 142), (36, 166), (50, 170)]
    )
    head = neck[-1]
    for mirrored in (-1, 1):

        def at(u: float, v: float, sign: int = mirrored) -> tuple[float, float]:
            return x + side * u * s, foot - sign * v * s

        colour = mix(pink, rgb("b5a0b0"), 0.45) if mirrored < 0 else pink
        strength = (*colour, 110) if mirrored < 0 else colour
        with canvas.flat((x - 90 * s, foot - 190 * s, x + 90 * s, foot + 190 * s)) as pen:
            for u in (-4, 8):
                pen.line(
                    [at(u, 78), at(u + 1, 0)],
                    (*tone(pink, -0.3), 110 if mirrored < 0 else 255),
                    3 * s,
                )
            pen.fill(
                stroke(smooth([at(*p) for p in neck], 8, closed=False), 10 * s, 7 * s), strength
            )
            if mirrored < 0:
                pen.fill(
                    smooth(
                        [
                            at(*p)
                            for p in (
                                (-52, 84),
                                (-20, 104),
                                (22, 104),
                                (34, 90),
                                (10, 72),
                                (-24, 72),
                            )
                        ],
                        6,
                    ),
                    strength,
                )
    canvas.volume(
        smooth(
            [
                (x + side * u * s, foot - v * s)
                for u, v in ((-52, 82), (-20, 105), (22, 106), (34, 92), (10, 72), (-24, 71))
            ],
            6,
        ),
        pink,
        0.45,
        0.26,
    )
    with canvas.flat((x - 90 * s, foot - 190 * s, x + 90 * s, foot + 20 * s)) as pen:
        hx, hy = x + side * head[0] * s, foot - head[1] * s
        pen.dot(hx, hy, 8.5 * s, pink, 7.5 * s)
        pen.fill(
            at("6 -3, 17 4, 13 14, 4 5", hx, hy, s * side, s),
            rgb("2b2028"),
        )
        pen.dot(hx + side * 2 * s, hy - 2 * s, 1.6 * s, rgb("2b2028"))
        pen.fill(
            leaf(
                x + side * 18 * s,
                foot - 98 * s,
                66 * s,
                22 * s,
                pi * 0.93 if side > 0 else pi * 0.07,
            ),
            tone(pink, -0.16),
        )


def _owl(seed: int) -> Sketch:
    night = turn(
        (
            "14203f 31507a 6f8aa8",
            "241a3f 553f78 a878a0",
            "0f2b2f 2f5f60 7fa090",
            "2a1f2a 6f4a50 c98f70",
        ),
        seed,
        6,
    )

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky = colours(night)
        x, y = 540 + rng.uniform(-60, 60), canvas.h * 0.42
        with canvas.afar():
            canvas.wash(sky)
            canvas.glow(x, y, 760, rgb("fff0c4"), 0.6)
        canvas.volume(oval(x, y, 330, 330, n=80), rgb("f7e8c0"), 0.2, 0.1, 0.35, "cloud")
        stars(canvas, 110, canvas.h * 0.9)
        branch_y = canvas.h * 0.74
        bark = mix(sky[0], rgb("3a2a2a"), 0.6)
        with canvas.flat() as pen:
            bough = smooth(
                at("-30 60, 300 0, 720 14, 1110 -80", 0, branch_y),
                10,
                closed=False,
            )
            pen.rod(bough, bark, 44, 24)
            for _ in range(34):
                bx, by = rng.choice(bough)
                pen.fill(
                    leaf(bx, by, rng.uniform(50, 100), rng.uniform(20, 34), rng.uniform(0, 6.3)),
                    tone(mix(sky[0], rgb("3f5f45"), 0.5), rng.uniform(-0.3, 0.1)),
                )
        _perched_owl(canvas, x, branch_y + 14, min(2.5, canvas.h / 480))

    return Sketch("owl", "night", "An owl on a branch before the full moon", paint, "cool")


def stars(canvas: Canvas, count: int, floor: float) -> None:
    rng = canvas.rng
    with canvas.flat((0, 0, 1080, floor)) as pen:
        for _ in range(count):
            size = 0.8 + rng.random() ** 4 * 3
            pen.dot(
                rng.uniform(0, 1080),
                rng.random() ** 1.3 * floor,
                size,
                (255, 250, 235, rng.randint(90, 240)),
            )


def _perched_owl(canvas: Canvas, x: float, foot: float, s: float) -> None:
    rng = canvas.rng
    brown = rng.choice(colours("8a5f3f 6f5a50 a87a4f"))

    def at(*points: tuple[float, float]) -> Path:
        return smooth([(x + u * s, foot - v * s) for u, v in points], 6)

    canvas.volume(
        here("-34 0, -52 60, -50 118, -40 142, -20 130, 20 130, 40 142, 50 118, 52 60, 34 0, 0 -12"),
        brown,
        0.55,
        0.22,
        0.3,
    )
    canvas.volume(
        here("-28 4, -36 50, -24 84, 24 84, 36 50, 28 4"),
        tone(brown, 0.45),
        0.35,
        0.2,
        0.2,
    )
    with canvas.flat((x - 60 * s, foot - 150 * s, x + 60 * s, foot + 20 * s)) as pen:
        for row in range(5):
            for i in range(4 + row % 2):
                u = (i - (3 + row % 2) / 2) * 13
                pen.fill(
                    leaf(x + u * s, foot - (74 - 14 * row) * s, 12 * s, 7 * s, pi / 2),
                    (*tone(brown, -0.2), 200),
                )
        for side in (-1, 1):
            pen.dot(x + side * 21 * s, foot - 106 * s, 22 * s, tone(brown, 0.5))
            pen.dot(x + side * 20 * s, foot - 106 * s, 14 * s, rgb("f2b436"))
            pen.dot(x + side * 19 * s, foot - 106 * s, 8.5 * s, rgb("1d1618"))
            pen.dot(x + side * 19 * s - 3 * s, foot - 110 * s, 2.6 * s, rgb("ffffff"))
            pen.fill(
                leaf(
                    x + side * 6 * s,
                    foot - 118 * s,
                    44 * s,
                    10 * s,
                    -0.42 if side > 0 else pi + 0.42,
                ),
                tone(brown, -0.45),
            )
            pen.fill(
                leaf(x + side * 44 * s, foot - 100 * s, 104 * s, 30 * s, pi / 2 + side * 0.1),
                tone(brown, -0.3),
            )
            for toe in (-5, 3, 11):
                pen.fill(
                    stroke(
                        [
                            (x + (side * 14 + toe - 3) * s, foot - 4 * s),
                            (x + (side * 14 + toe - 3) * s, foot + 9 * s),
                        ],
                        6 * s,
                        3 * s,
                    ),
                    rgb("d9a04a"),
                )
        pen.fill(
            [(x - 6 * s, foot - 98 * s), (x + 6 * s, foot - 98 * s), (x, foot - 80 * s)],
            rgb("d9a04a"),
        )


def _deer(seed: int) -> Sketch:
    hour = turn((hours.FRESH, hours.GOLDEN, hours.ROSE, hours.SUNRISE, hours.STORM), seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * 0.76
        land.sky(canvas, hour, floor, 0.4, (rng.uniform(300, 780), floor * 0.45, 60))
        land.ranges(canvas, hour, floor * 0.72, floor, 3, 110)
        canvas.mist(floor * 0.6, floor, hour.sky[-1], 0, 0.8)
        hill = ridge(rng, floor, 50, 0.42)
        ink = mix(hour.near, hour.far, 0.12)
        with canvas.flat() as pen:
            for x, tall in ((rng.uniform(30, 180), 620), (rng.uniform(900, 1050), 560)):
                pen.fill(land.pine(rng, x, floor + 40, tall), mix(ink, hour.far, 0.3))
            pen.fill(down_to(hill, canvas.h + 4), ink)
            _stag(pen, rng.uniform(420, 660), floor + 12, 2.5, rng.choice((-1, 1)), ink)
            for _ in range(260):
                x = rng.uniform(0, 1080)
                y = canvas.h * 0.76 + rng.uniform(-20, 60)
                pen.fill(
                    leaf(x, y + 30, rng.uniform(30, 70), 6, -pi / 2 + rng.uniform(-0.4, 0.4)), ink
                )

    alt = f"A stag on a hill in the mist, {hour.name}"
    return Sketch("stag", hour.name, alt, paint, hour.film)


def _stag(pen: Pen, x: float, foot: float, s: float, side: int, ink: Colour) -> None:
    def at(*points: tuple[float, float]) -> Path:
        return [(x + side * u * s, foot - v * s) for u, v in points]

    for u, lean in ((-42, -3), (-32, 3), (34, 2), (42, -2)):
        pen.fill(stroke(at((u, 72), (u + lean, 36), (u, 0)), 9 * s, 4.4 * s), ink)
    body = here("-54 92, -10 98, 34 102, 52 128, 60 140, 72 132, 64 104, 50 72, 10 68, -40 66")
    pen.fill(smooth(body, 6), ink)
    pen.fill(smooth(here("56 146, 66 152, 80 142, 94 130, 90 124, 72 128"), 6), ink)
    pen.fill(
        leaf(x + side * 58 * s, foot - 146 * s, 20 * s, 8 * s, pi + 0.5 if side > 0 else -0.5), ink
    )
    for lean in (-1, 1):
        beam = smooth(
            at((64, 150), (64 + lean * 16, 172), (62 + lean * 30, 196), (70 + lean * 22, 214)),
            6,
            closed=False,
        )
        pen.fill(stroke(beam, 4.6 * s, 2 * s), ink)
        for i in (5, 10, 14):
            bx, by = beam[i]
            pen.fill(stroke([(bx, by), (bx + side * 13 * s, by - 16 * s)], 3.4 * s, 1.2 * s), ink)
    pen.fill(here("-54 92, -63 82, -52 80"), ink)
