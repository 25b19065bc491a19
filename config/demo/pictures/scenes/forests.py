"""Woods: fog between trunks, birches, canopies from above, a path, one tree alone."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, clump, down_to, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land
from .hours import Hour


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_fog, _birches, _canopy, _path, _lonely, _bamboo)
    return scenes[seed % len(scenes)](seed, rng)


_AIRS = (
    ("e9efe6 c4d4cb 86a49b", "1d3a35", "misty morning"),
    ("f6e3c5 e3c39a b08d6b", "33291f", "golden fog"),
    ("dfe6ee b4c2d3 7d8fa8", "1c2a3d", "cold fog"),
    ("f3dcd6 d3b3b6 957a8c", "2f2237", "pink dawn"),
    ("e6ead0 b9c48f 7c8e52", "24301a", "green light"),
)


def _fog(seed: int, rng: Random) -> Sketch:
    air_codes, dark_code, name = turn(_AIRS, seed, 6)

    def paint(canvas: Canvas) -> None:
        air, dark = colours(air_codes), rgb(dark_code)
        rng = canvas.rng
        canvas.wash((air[1], air[0], air[0], air[1]))
        light = rng.uniform(260, 820)
        layers = 5
        for i in range(layers):
            near = i / (layers - 1)
            colour = mix(mix(air[1], air[2], 0.5), dark, near**1.4)
            foot = canvas.h * (0.62 + 0.3 * near)
            _stand(canvas, colour, foot, 0.24 + 0.36 * near)
            if i < layers - 1:
                canvas.mist(foot - 320, foot + 60, air[0], 0, 0.85)
                canvas.mist(foot + 60, canvas.h, air[0], 0.85, 0.85)
            if i == 1:
                canvas.glow(light, canvas.h * 0.3, 620, rgb("fff6e0"), 0.5)
        _rays(canvas, light, rgb("fff4d8"))

    return Sketch("forest in fog", name, f"Fir trees fading into fog, {name}", paint, "faded")


def _stand(canvas: Canvas, colour: Colour, foot: float, size: float) -> None:
    rng = canvas.rng
    line = ridge(rng, foot, 60, 0.5)
    tall = canvas.h * size
    with canvas.flat((0, foot - tall * 1.35, canvas.w, foot + 80)) as pen:
        x = rng.uniform(-60, 60)
        while x < 1120:
            pen.fill(land.pine(rng, x, foot + 64, tall * rng.uniform(0.55, 1.1)), colour)
            x += tall * rng.uniform(0.1, 0.42)
    canvas.shape(down_to(line, canvas.h + 4), (colour, colour))


def _rays(canvas: Canvas, x: float, colour: Colour) -> None:
    rng = canvas.rng
    for _ in range(4):
        reach = rng.uniform(-520, 520)
        width = rng.uniform(30, 120)
        ray: Path = [
            (x - 16, -60),
            (x + 16, -60),
            (x + reach + width, canvas.h),
            (x + reach - width, canvas.h),
        ]
        canvas.soft(ray, colour, rng.uniform(0.06, 0.14), 26)


_BIRCHES = (
    ("f5d98a e9b04f b9762f", "e8a33a d9772c f2c14e c65a2b", "autumn"),
    ("dfeac0 b5cf8a 6f9a5b", "9bc26a c9dc83 6fa052 e4e79a", "spring"),
    ("dfe8f0 b8c8d8 8a9fb5", "c7d5e2 f2f6fa a3b8cc dfe8f0", "winter"),
    ("f0c9b8 d98e7a 8f5460", "d95d4f b83a4b e88a5c f0b27a", "late autumn"),
)


def _birches(seed: int, rng: Random) -> Sketch:
    air_codes, leaf_codes, season = turn(_BIRCHES, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        air, leaves = colours(air_codes), colours(leaf_codes)
        with canvas.afar():
            canvas.marble("cloud", (mix(air[1], air[2], 0.6), air[1], air[0]), 0.5)
            canvas.glow(rng.uniform(200, 880), canvas.h * 0.3, 700, rgb("fff6df"), 0.5)
        with canvas.flat() as pen:
            _foliage(pen, rng, [mix(c, air[0], 0.45) for c in leaves], 260, 26, canvas.h)
            for near in sorted(rng.uniform(0.15, 1) for _ in range(rng.randint(7, 11))):
                _birch(pen, rng, rng.uniform(20, 1060), near, air, canvas.h)
            _foliage(pen, rng, list(leaves), 190, 34, canvas.h)

    return Sketch("birches", season, f"White birch trunks and coloured leaves, {season}", paint)


def _foliage(
    pen: Pen, rng: Random, leaves: list[Colour], count: int, size: float, height: float
) -> None:
    for _ in range(count):
        x, r = rng.uniform(-20, 1100), size * rng.uniform(0.3, 1)
        # Crowns above, fallen leaves below, and the trunks free between.
        crown = rng.random() < 0.72
        y = height * (rng.random() ** 1.7 * 0.62 if crown else rng.uniform(0.88, 1.02))
        pen.fill(clump(rng, x, y, r, r * 0.62), (*rng.choice(leaves), 225))


def _birch(
    pen: Pen, rng: Random, x: float, near: float, air: tuple[Colour, ...], height: float
) -> None:
    width = 18 + 70 * near
    lean = rng.uniform(-30, 30)
    foot = x + lean, height * (0.8 + 0.25 * near)
    line = smooth([(x, -30), (x + lean * 0.4, height * 0.4), foot], 8, closed=False)
    pale = mix(rgb("efeae0"), air[1], 0.55 * (1 - near))
    pen.rod(line, pale, width * 0.7, width)
    dark = mix(rgb("2c2622"), air[2], 0.6 * (1 - near))
    for _ in range(round(8 + 14 * near)):
        px, py = rng.choice(line)
        half = width * rng.uniform(0.1, 0.42)
        off = rng.choice((-1, 1)) * (width * 0.42 - half * 0.8)
        tall = width * rng.uniform(0.03, 0.1)
        pen.fill(clump(rng, px + off, py + rng.uniform(-30, 30), half, tall), dark)


_CANOPIES = (
    ("1d3b2a 2f5c3b 4a7c46 6c9a52 8fb562", "", "summer"),
    ("33301f 6b5a24 b5792a d9a03a e8c25a", "a83f2a c95c30", "autumn"),
    ("16323a 235058 3a6f6b 5f918a 86ada0", "", "spruce"),
    ("5c2a2a 8f3d32 c05c38 db8a48 efb96a", "6f8f4a 4f7040", "october"),
)


def _canopy(seed: int, rng: Random) -> Sketch:
    greens, extra, season = turn(_CANOPIES, seed, 6)
    with_road = seed % 4 != 2

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        shades = [*colours(greens), *(colours(extra) if extra else ())]
        canvas.wash((tone(shades[0], -0.4), shades[0]))
        way = smooth(
            [
                (rng.uniform(200, 880), -80),
                (rng.uniform(300, 780), canvas.h * 0.3),
                (rng.uniform(200, 880), canvas.h * 0.65),
                (rng.uniform(300, 780), canvas.h + 80),
            ],
            12,
            closed=False,
        )
        if with_road:
            canvas.shape(stroke(way, 150), (mix(shades[0], rgb("8b7a5e"), 0.5),) * 2)
            canvas.shape(stroke(way, 92), (rgb("4c4d55"), rgb("5c5d63")))
        _crowns(canvas, shades, way if with_road else [])
        if with_road:
            _traffic(canvas, way)

    what = "A road through a forest" if with_road else "Tree tops"
    return Sketch("forest from above", season, f"{what} seen from above, {season} colours", paint)


def _crowns(canvas: Canvas, shades: list[Colour], way: Path) -> None:
    rng = canvas.rng
    spots = [
        (x + rng.uniform(-26, 26), y + rng.uniform(-26, 26))
        for y in range(-20, round(canvas.h) + 60, 58)
        for x in range(-20, 1110, 58)
    ]
    rng.shuffle(spots)
    with canvas.flat() as pen:
        for x, y in spots:
            r = rng.uniform(44, 78)
            if way and min(abs(px - x) + abs(py - y) * 0.6 for px, py in way[::2]) < 52 + r:
                continue
            colour = rng.choice(shades[1:])
            pen.fill(clump(rng, x + 12, y + 14, r, r), (*tone(shades[0], -0.6), 120))
            pen.fill(clump(rng, x, y, r, r), tone(colour, -0.25))
            pen.fill(clump(rng, x - r * 0.14, y - r * 0.16, r * 0.74, r * 0.72), colour)
            pen.fill(clump(rng, x - r * 0.26, y - r * 0.3, r * 0.4, r * 0.36), tone(colour, 0.16))
    canvas.texture("stone", 0.3)


def _traffic(canvas: Canvas, way: Path) -> None:
    with canvas.flat() as pen:
        for a, b in zip(way[1::2], way[2::2], strict=False):
            pen.line([a, b], (240, 236, 226, 170), 3)
        (ax, ay), (bx, by) = way[17], way[18]
        pen.fill(stroke([(ax + 30, ay + 8), (bx + 30, by + 8)], 34), (20, 20, 30, 120))
        pen.fill(stroke([(ax + 22, ay), (bx + 22, by)], 30), rgb("d8432f"))
        pen.fill(
            stroke(
                [
                    (ax * 0.7 + bx * 0.3 + 22, ay * 0.7 + by * 0.3),
                    (ax * 0.3 + bx * 0.7 + 22, ay * 0.3 + by * 0.7),
                ],
                22,
            ),
            rgb("f2e8dc"),
        )


def _path(seed: int, rng: Random) -> Sketch:
    air_codes, leaf_codes, season = turn(_BIRCHES, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        air, leaves = colours(air_codes), colours(leaf_codes)
        canvas.wash((air[1], air[0], mix(air[0], rgb("fffdf0"), 0.6), air[1], tone(air[2], -0.3)))
        horizon = canvas.h * 0.56
        ground = tone(mix(air[2], leaves[0], 0.4), -0.15)
        canvas.shape(
            box(0, horizon, canvas.w, canvas.h),
            (mix(ground, air[0], 0.6), ground, tone(ground, -0.4)),
        )
        canvas.texture("stone", 0.25, box(0, horizon, canvas.w, canvas.h), 0.7)
        way = smooth(
            [
                (540, horizon),
                (515, horizon + 60),
                (590, horizon + canvas.h * 0.16),
                (470, canvas.h + 60),
            ],
            12,
            closed=False,
        )
        canvas.shape(
            land.river(way, 22, 620),
            (rgb("f7ecd4"), mix(ground, rgb("efe0c4"), 0.55), mix(ground, rgb("cbb89a"), 0.4)),
        )
        for i in range(6):
            _avenue(canvas, i / 5, horizon, air, leaves)
        canvas.glow(540, horizon - 40, 520, rgb("fff7e0"), 0.5)
        with canvas.flat((0, horizon, canvas.w, canvas.h)) as pen:
            for _ in range(150):
                near = rng.random()
                pen.dot(
                    rng.uniform(0, 1080),
                    horizon + 30 + near * (canvas.h - horizon),
                    2 + 7 * near,
                    (*rng.choice(leaves), 220),
                    1 + 4 * near,
                )

    return Sketch("forest path", season, f"A path through an avenue of trees, {season}", paint)


def _avenue(
    canvas: Canvas, near: float, horizon: float, air: tuple[Colour, ...], leaves: tuple[Colour, ...]
) -> None:
    rng = canvas.rng
    far = near**2
    bark = mix(mix(air[2], air[0], 0.4), rgb("2b211d"), 0.25 + 0.7 * near)
    for side in (-1, 1):
        x = 540 + side * (70 + 560 * far) + rng.uniform(-20, 20)
        foot = horizon + 16 + (canvas.h - horizon) * far * 0.9
        width = 14 + 88 * far
        trunk = smooth(
            [(x + side * width * 0.6, foot), (x, foot - 90 - 300 * far), (x - side * 30, -60)],
            6,
            closed=False,
        )
        with canvas.flat((x - 330, 0, x + 330, foot + 4)) as pen:
            pen.fill(stroke(trunk, width * 1.4, width * 0.6), bark)
            pen.fill(
                stroke([(px - width * 0.25, py) for px, py in trunk], width * 0.35, width * 0.1),
                mix(bark, air[0], 0.3),
            )
            for _ in range(60):
                r = (14 + 40 * far) * rng.uniform(0.4, 1)
                spot = (
                    x + rng.gauss(0, 90 + 60 * far),
                    rng.random() ** 1.3 * horizon * (0.86 - 0.2 * far),
                )
                shade = mix(rng.choice(leaves), air[0], 0.5 * (1 - near))
                pen.fill(clump(rng, *spot, r, r * 0.7), (*tone(shade, rng.uniform(-0.3, 0.1)), 235))


def _lonely(seed: int, rng: Random) -> Sketch:
    hour = turn(hours.ALL, seed, 6)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * rng.uniform(0.66, 0.74)
        x = rng.uniform(340, 740)
        land.sky(canvas, hour, horizon, 0.8, (1080 - x, horizon - rng.uniform(80, 260), 40))
        land.ranges(canvas, hour, horizon - 50, horizon + 20, 2, 60)
        field = mix(mix(rgb("b89a4a"), hour.light, 0.25), hour.near, 0.3)
        hill = smooth(
            [
                (-40, horizon + 60),
                (x - 200, horizon + 16),
                (x, horizon),
                (x + 240, horizon + 18),
                (1120, horizon + 70),
            ],
            10,
            closed=False,
        )
        canvas.shape(
            down_to(hill, canvas.h + 4), (mix(field, hour.light, 0.35), field, tone(field, -0.4))
        )
        _rows(canvas, hill, field, x)
        _tree(
            canvas,
            x,
            horizon + 8,
            rng.uniform(300, 420),
            mix(mix(rgb("3d5c36"), hour.near, 0.45), hour.far, 0.1),
            hour,
        )
        with canvas.flat((0, 0, canvas.w, horizon)) as pen:
            land.birds(pen, rng, x + 150, horizon - 330, 6, hour.near)

    return Sketch(
        "lone tree", hour.name, f"One tree on a hill above a field, {hour.name}", paint, hour.film
    )


def _rows(canvas: Canvas, hill: Path, field: Colour, x: float) -> None:
    with canvas.flat((0, hill[0][1] - 120, canvas.w, canvas.h)) as pen:
        for i in range(-26, 27):
            end = x + i * 130
            pen.line(
                [(x + i * 20, hill[len(hill) // 2][1] + abs(i) * 1.4 + 5), (end, canvas.h + 20)],
                (*tone(field, -0.5), 90),
                5,
            )


def _tree(canvas: Canvas, x: float, foot: float, tall: float, leaf: Colour, hour: Hour) -> None:
    rng = canvas.rng
    bark = mix(rgb("3a2a22"), hour.near, 0.5)
    canvas.soft(oval(x + 60, foot + 14, tall * 0.55, 18), tone(hour.near, -0.3), 0.55, 12)
    with canvas.flat((x - tall, foot - tall * 1.25, x + tall, foot + 20)) as pen:
        pen.fill(
            stroke(
                smooth(
                    [(x, foot + 8), (x - 6, foot - tall * 0.3), (x + 8, foot - tall * 0.6)],
                    6,
                    closed=False,
                ),
                46,
                20,
            ),
            bark,
        )
        for end in (-0.32, -0.12, 0.16, 0.34):
            pen.fill(
                stroke([(x, foot - tall * 0.3), (x + end * tall, foot - tall * 0.68)], 18, 5), bark
            )
        puffs = [_puff(rng) for _ in range(150)]
        for light, lift in ((-0.3, 0.0), (0.0, 0.03), (0.2, 0.07)):
            for px, py in puffs[:: 1 if light <= 0 else 2]:
                r = tall * rng.uniform(0.05, 0.1) * (1 - lift * 5)
                spot = x + (px - lift) * tall, foot - (py + lift) * tall
                pen.fill(
                    clump(rng, *spot, r, r * 0.8),
                    mix(tone(leaf, min(light, 0)), hour.light, max(light, 0)),
                )


def _puff(rng: Random) -> tuple[float, float]:
    """A place in a crown, which is round above and flat below."""
    angle, reach = rng.uniform(-0.25, pi + 0.25), rng.random() ** 0.5
    return cos(angle) * reach * 0.46, 0.52 + sin(angle) * reach * 0.42


def _bamboo(seed: int, rng: Random) -> Sketch:
    air_codes, dark_code, name = _AIRS[(seed // 6 * 2 + 4) % len(_AIRS)]

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        air = colours(air_codes)
        green = mix(rgb("5f8f3f"), air[2], 0.3)
        canvas.wash((mix(air[0], rgb("ffffff"), 0.4), air[0], mix(air[1], green, 0.3)))
        canvas.glow(540, canvas.h * 0.2, 700, rgb("fffbe6"), 0.6)
        with canvas.flat() as pen:
            for near in sorted(rng.random() for _ in range(26)):
                pale, deep = mix(air[1], green, 0.45), mix(green, rgb(dark_code), 0.45)
                _cane(pen, rng, rng.uniform(-10, 1090), near, mix(pale, deep, near), canvas.h)

    return Sketch("bamboo", name, f"Bamboo canes standing close together, {name}", paint, "clear")


def _cane(pen: Pen, rng: Random, x: float, near: float, colour: Colour, height: float) -> None:
    half = 5 + 22 * near**1.4
    lean = rng.uniform(-36, 36)
    pen.rod([(x + lean, -10), (x, height + 10)], colour, half * 2, half * 2)
    gap = 90 + 90 * near
    y = rng.uniform(0, gap)
    while y < height:
        middle = x + lean * (1 - y / height)
        bar = [(middle - half - 1, y), (middle + half + 1, y)]
        pen.line(bar, tone(colour, 0.35), 2 + 4 * near)
        pen.line([(px, y + 4 + 3 * near) for px, _ in bar], tone(colour, -0.45), 2 + 3 * near)
        if rng.random() < 0.4:
            _twig(pen, rng, middle, y, near, colour)
        y += gap * rng.uniform(0.9, 1.1)


def _twig(pen: Pen, rng: Random, x: float, y: float, near: float, colour: Colour) -> None:
    side = rng.choice((-1, 1))
    for i in range(5):
        angle = (0.2 + i * 0.2) * side + (pi if side < 0 else 0)
        reach = (50 + 60 * near) * rng.uniform(0.6, 1)
        tip = x + side * reach * (0.5 + 0.1 * i), y + reach * sin(abs(angle)) * 0.4 + i * 9
        pen.fill(
            stroke(
                [(x + side * 10, y), ((x + tip[0]) / 2, (y + tip[1]) / 2 - 8), tip], 3 + 9 * near, 1
            ),
            tone(colour, 0.12),
        )
