"""Architecture: windows and shutters, arches in the sun, stairs, courtyards, doors, white villages."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, box, clump, leaf, oval, smooth, stroke
from ..sketch import Sketch, turn

SHADE = (46, 34, 84)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_windows, _arches, _spiral, _courtyard, _door, _village, _balconies)
    return scenes[seed % len(scenes)](seed, rng)


# Wall, shutter, trim, name
_WALLS = (
    ("e7b25f", "3f6e6a", "f6ecd8", "ochre"),
    ("d98f86", "f3e7da", "f7efe4", "rose"),
    ("e8ddca", "5f7f9e", "ffffff", "cream"),
    ("7fa8a3", "e9c46a", "f4efe2", "sea-green"),
    ("c9573f", "2f4a43", "f2dfc4", "brick-red"),
    ("a9c0d6", "8a3f3a", "ffffff", "pale blue"),
)


def _windows(seed: int, rng: Random) -> Sketch:
    wall_code, shutter_code, trim_code, name = turn(_WALLS, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall, shutter, trim = rgb(wall_code), rgb(shutter_code), rgb(trim_code)
        canvas.wash((tone(wall, 0.1), wall, tone(wall, -0.08)))
        canvas.texture("cloud", 0.1)
        canvas.texture("stone", 0.08)
        columns, rows = rng.choice(((2, 2), (3, 3), (3, 2))) if canvas.h > 1000 else (3, 2)
        wide, tall = 1080 / columns, canvas.h / rows
        with canvas.flat() as pen:
            for row in range(rows):
                pen.box(0, tall * row - 9, 1080, tall * row + 9, tone(trim, -0.06))
                pen.box(0, tall * row + 9, 1080, tall * row + 17, (*SHADE, 60))
                for column in range(columns):
                    middle = (column + 0.5) * wide, (row + 0.54) * tall
                    _window(pen, rng, middle, (wide * 0.19, tall * 0.3), shutter, trim)
        _slant(canvas, rng.uniform(-300, 500))

    return Sketch("facade", "sunny", f"Shuttered windows on a {name} house in slanting sun", paint)


def _slant(canvas: Canvas, x: float) -> None:
    """The shadow of the house opposite."""
    edge: Path = [(x, canvas.h + 20), (x + canvas.h * 0.8, -20), (1120, -20), (1120, canvas.h + 20)]
    canvas.soft(edge, SHADE, 0.4, 3)


def _window(
    pen: Pen,
    rng: Random,
    at: tuple[float, float],
    half: tuple[float, float],
    shutter: Colour,
    trim: Colour,
) -> None:
    (x, y), (w, h) = at, half
    frame = 10
    pen.box(
        x - w - frame + 14, y - h - frame + 14, x + w + frame + 16, y + h + frame + 14, (*SHADE, 80)
    )
    pen.box(x - w - frame, y - h - frame, x + w + frame, y + h + frame, trim)
    glass = rng.choice((rgb("46606e"), rgb("39505f"), rgb("5d7480")))
    pen.box(x - w, y - h, x + w, y + h, glass)
    pen.fill([(x - w, y - h), (x + w * 0.4, y - h), (x - w, y + h * 0.5)], (*rgb("cfe3ea"), 90))
    if rng.random() < 0.6:
        pen.fill(
            [(x - w, y - h), (x - w * 0.3, y - h), (x - w * 0.75, y + h)], (*rgb("f7f1e6"), 225)
        )
        pen.fill(
            [(x + w, y - h), (x + w * 0.3, y - h), (x + w * 0.75, y + h)], (*rgb("f1e9da"), 225)
        )
    for bar in (-0.02, 0.02):
        pen.box(x + bar * w - 3, y - h, x + bar * w + 3, y + h, trim)
    pen.box(x - w, y - h * 0.2, x + w, y - h * 0.2 + 6, trim)
    shut = rng.random() < 0.22
    for side in (-1, 1):
        _shutter(pen, x + side * (w * 0.5 if shut else w * 1.56 + 8), y, w * 0.5, h + 4, shutter)
    if rng.random() < 0.55:
        _flower_box(pen, rng, x, y + h + frame, w)


def _shutter(pen: Pen, x: float, y: float, w: float, h: float, colour: Colour) -> None:
    pen.box(x - w + 12, y - h + 12, x + w + 12, y + h + 12, (*SHADE, 80))
    pen.box(x - w, y - h, x + w, y + h, colour)
    for part in (-1, 1):
        top = y + (0.06 * h if part > 0 else -h + 0.08 * h)
        bottom = y + (h - 0.08 * h if part > 0 else -0.06 * h)
        pen.box(x - w * 0.78, top, x + w * 0.78, bottom, tone(colour, -0.2))
        slat = top
        while slat < bottom - 8:
            pen.box(x - w * 0.72, slat + 2, x + w * 0.72, slat + 7, tone(colour, 0.14))
            slat += 13


def _flower_box(pen: Pen, rng: Random, x: float, y: float, w: float) -> None:
    bloom = rng.choice(colours("d7263d f46197 f2c14e ffffff c77dff f4845f"))
    pen.box(x - w, y, x + w, y + 34, rgb("8a4b2f"))
    pen.box(x - w, y + 26, x + w, y + 34, rgb("6b3823"))
    for _ in range(34):
        px, py = x + rng.uniform(-w, w) * 1.06, y + rng.gauss(-8, 16)
        pen.fill(clump(rng, px, py, 17, 12), tone(rgb("4f7a3d"), rng.uniform(-0.35, 0.15)))
    for _ in range(26):
        px, py = x + rng.uniform(-w, w), y + rng.gauss(-14, 15)
        pen.fill(clump(rng, px, py, 10, 9), tone(bloom, rng.uniform(-0.15, 0.2)))


_SUNS = (
    ("f2b8a0 e58f7b c96b62 8f4a55", "8ecae6 d9eef5", "coral"),
    ("f4dfc0 e8c598 cf9f6a 94693f", "5fa8d3 cbe6f2", "sand"),
    ("f0c6d0 dd97ab b86b8a 7a4466", "ffd9a0 fff1d0", "pink"),
    ("d8e2dc b5c9bf 84a59d 4f6f69", "f7ede2 fff8ee", "sage"),
    ("f7c873 ea9f45 cf7030 8a4524", "6ea8c9 dceef5", "orange"),
    ("cdd6ea a3b1d6 7485b8 46527f", "ffe1d2 fff3ea", "lavender"),
)


def _arches(seed: int, rng: Random) -> Sketch:
    wall_codes, sky_codes, name = turn(_SUNS, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        canvas.wash(colours(sky_codes))
        horizon = canvas.h * 0.62
        canvas.wash((mix(rgb("3f8fae"), wall[0], 0.3), rgb("3f8fae")), horizon, canvas.h * 0.72)
        canvas.glow(rng.uniform(400, 680), horizon - 120, 420, rgb("fff4d8"), 0.7)
        side = rng.choice((-1, 1))
        canvas.wash((wall[0], wall[1]), canvas.h * 0.72)
        for i in range(4):
            _portal(canvas, wall[min(i, 2)], tone(wall[3], 0.1 - i * 0.08), i, side)
        canvas.texture("stone", 0.12)

    return Sketch(
        "arches",
        "sunny",
        f"{name.capitalize()} arches one within another, opening to the sea",
        paint,
    )


def _portal(canvas: Canvas, front: Colour, inner: Colour, i: int, side: int) -> None:
    """A wall with an arched opening, its thickness seen on one side."""
    middle = 540 + side * (40 - 13 * i)
    half = 150 + 92 * i
    spring, foot = canvas.h * (0.42 - 0.045 * i), canvas.h * (0.74 + 0.065 * i)
    shift = side * (22 + 12 * i)
    opening = [
        (middle - half, foot),
        *arc(middle, spring, half, half, pi, 2 * pi),
        (middle + half, foot),
    ]
    around: Path = [(-20, foot), *opening, (1100, foot), (1100, -20), (-20, -20)]
    deep = [(x + shift, y) for x, y in opening]
    canvas.shape(
        [(-20, foot), *deep, (1100, foot), (1100, -20), (-20, -20)], (inner, tone(inner, -0.25))
    )
    canvas.shape(around, (tone(front, 0.12), front, tone(front, -0.1)))
    canvas.shape(
        at("-20 -1, 1100 -1, 1100 92, -20 92", 0, foot),
        (tone(front, 0.2), tone(front, -0.04)),
    )
    light: Path = [
        (middle - half * 0.7 - side * 60, foot + 90),
        (middle + half * 0.5 - side * 60, foot + 90),
        (middle + half * 0.86, foot),
        (middle - half * 0.86, foot),
    ]
    canvas.soft(light, rgb("fff2d8"), 0.5, 5)


def _spiral(seed: int, rng: Random) -> Sketch:
    wall_codes, _, name = turn(_SUNS, seed + 3, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        canvas.wash((tone(wall[2], -0.2), tone(wall[3], -0.3)))
        x, y = 540 + rng.uniform(-70, 70), canvas.h / 2 + rng.uniform(-60, 60)
        hand, start = rng.choice((-1, 1)), rng.uniform(0, 6)
        steps = 62
        with canvas.flat() as pen:
            for i in range(steps):
                _step(pen, (x, y), i / steps, start + hand * i * 0.3, hand * 0.31, wall)
            pen.dot(x, y, 66, tone(wall[3], -0.5))
            pen.dot(x, y, 54, rgb("fff3d6"))
            rail = [
                _coil(x, y, i / 260, start + hand * i * 0.3 * steps / 260) for i in range(20, 252)
            ]
            pen.line([(px + 9, py + 12) for px, py in rail], (*SHADE, 110), 15)
            pen.line(rail, tone(wall[3], -0.55), 15)
            pen.line([(px - 3, py - 4) for px, py in rail], tone(wall[1], 0.2), 4)
        canvas.glow(x, y, 330, rgb("fff0cf"), 0.65)
        canvas.texture("stone", 0.12)

    return Sketch("spiral stairs", "quiet", f"A {name} spiral staircase seen from above", paint)


def _coil(x: float, y: float, t: float, angle: float) -> tuple[float, float]:
    reach = 560 * (1 - t) ** 1.25 + 62
    return x + cos(angle) * reach, y + sin(angle) * reach


def _step(
    pen: Pen,
    middle: tuple[float, float],
    t: float,
    angle: float,
    width: float,
    wall: tuple[Colour, ...],
) -> None:
    x, y = middle
    outer, inner = 1000 * (1 - t) ** 1.2 + 60, 560 * (1 - t) ** 1.25 + 60
    lit = 0.5 + 0.5 * sin(angle + 0.8)
    colour = mix(mix(wall[2], wall[3], 0.4), wall[0], lit)
    colour = tone(colour, -0.35 * t)
    face = [
        *arc(x, y, outer, outer, angle, angle + width, n=8),
        *arc(x, y, inner, inner, angle + width, angle, n=8),
    ]
    pen.fill(face, colour)
    edge = [
        *arc(x, y, outer, outer, angle, angle + width * 0.22, n=4),
        *arc(x, y, inner, inner, angle + width * 0.22, angle, n=4),
    ]
    pen.fill(edge, tone(colour, -0.4))


def _courtyard(seed: int, rng: Random) -> Sketch:
    wall_codes, sky_codes, name = turn(_SUNS, seed + 1, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall, side = colours(wall_codes), rng.choice((-1, 1))
        flip = 0 if side > 0 else 1080
        floor = canvas.h * rng.uniform(0.56, 0.64)
        canvas.wash(colours(sky_codes))
        high = canvas.h * rng.uniform(0.12, 0.26)
        canvas.shape(
            _sided([(0, high), (720, high + 60), (720, floor), (0, floor + 70)], flip),
            (tone(wall[1], 0.1), wall[1]),
        )
        canvas.shape(
            _sided([(720, high + 60), (1090, high - 30), (1090, floor + 80), (720, floor)], flip),
            (wall[2], tone(wall[2], -0.15)),
        )
        canvas.shape(
            [(-5, floor - 5), (1090, floor - 5), (1090, canvas.h + 5), (-5, canvas.h + 5)],
            (tone(wall[0], 0.35), wall[0]),
        )
        canvas.shape(
            _sided([(0, floor - 200), (720, floor - 200), (720, floor), (0, floor + 70)], flip),
            (wall[1], tone(wall[1], -0.05)),
        )
        _opening(
            canvas,
            _sided(
                [(170, floor + 50), (170, high + 190), (360, high + 200), (360, floor + 32)], flip
            ),
            wall,
        )
        _pool(canvas, floor, flip)
        _palm_shadow(canvas, _at(rng.uniform(440, 640), flip), high + 240)
        _pot(canvas, _at(rng.uniform(760, 960), flip), floor + 110, wall)
        canvas.texture("stone", 0.12)

    return Sketch(
        "courtyard",
        "sunny",
        f"A {name} courtyard with a pool and the shadow of a palm",
        paint,
        "clear",
    )


def _at(x: float, flip: float) -> float:
    return abs(flip - x)


def _sided(path: Path, flip: float) -> Path:
    return [(_at(x, flip), y) for x, y in path]


def _opening(canvas: Canvas, door: Path, wall: tuple[Colour, ...]) -> None:
    canvas.shape(door, (tone(wall[3], -0.15), tone(wall[3], -0.4)))
    canvas.soft(
        [(x + 26, y + 8) for x, y in door[:2]] + [(x - 30, y) for x, y in door[2:]],
        tone(wall[2], 0.1),
        0.35,
        16,
    )


def _pool(canvas: Canvas, floor: float, flip: float) -> None:
    rng = canvas.rng
    deep = canvas.h - floor
    rim = _sided(
        [
            (60, floor + deep * 0.36),
            (690, floor + deep * 0.3),
            (980, canvas.h + 40),
            (-120, canvas.h + 40),
        ],
        flip,
    )
    canvas.shape([(x, y - 16) for x, y in rim], (rgb("fffaf0"), rgb("f1e7d6")))
    canvas.shape(rim, (rgb("2a93a8"), rgb("4fc1c9"), rgb("7fdcd8")))
    with canvas.flat((0, floor + deep * 0.3, 1080, canvas.h)) as pen:
        for _ in range(46):
            near = rng.random()
            y = floor + deep * (0.42 + 0.58 * near)
            x = _at(rng.uniform(60, 640 + 240 * near), flip)
            wave = smooth(
                [
                    (x + i * (14 + 26 * near), y + rng.uniform(-7, 7) * (0.4 + near))
                    for i in range(5)
                ],
                4,
                closed=False,
            )
            pen.line(wave, (255, 255, 255, 120), 1.5 + 3 * near)


def _palm_shadow(canvas: Canvas, x: float, y: float) -> None:
    rng = canvas.rng
    canvas.soft(stroke([(x + 50, y + 400), (x + 14, y + 180), (x, y)], 24, 16), SHADE, 0.38, 5)
    for i in range(9):
        angle = 2 * pi * i / 9 + rng.uniform(-0.2, 0.2)
        canvas.soft(
            leaf(x, y, rng.uniform(180, 260), 56, angle, 0.3 if cos(angle) > 0 else -0.3),
            SHADE,
            0.34,
            5,
        )


def _pot(canvas: Canvas, x: float, foot: float, wall: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 90, foot - 4, 150, 18), SHADE, 0.45, 6)
    with canvas.flat((x - 190, foot - 420, x + 190, foot)) as pen:
        for i in range(13):
            angle = -pi / 2 + (i - 6) * 0.2
            pen.fill(
                leaf(x, foot - 100, rng.uniform(190, 290), 40, angle, 0.16 * (i - 6) / 6),
                tone(rgb("4a7f57"), rng.uniform(-0.4, 0.15)),
            )
    canvas.volume(
        at("-62 -120, 62 -120, 46 0, -46 0", x, foot),
        mix(rgb("c4643f"), wall[2], 0.3),
        0.5,
    )


_DOORS = (
    ("efe3cf", "2f6f8f", "blue"),
    ("e9c9a4", "3d6b4f", "green"),
    ("d8d3cb", "b5382f", "red"),
    ("c98a6b", "f0c64a", "yellow"),
    ("f2ded8", "6d4c7d", "violet"),
    ("b7c4c2", "7d3b2c", "chestnut"),
)


def _door(seed: int, rng: Random) -> Sketch:
    wall_code, door_code, name = turn(_DOORS, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall, door = rgb(wall_code), rgb(door_code)
        floor = canvas.h * 0.86
        canvas.wash((tone(wall, 0.08), wall, tone(wall, -0.12)), 0, floor)
        canvas.wash((mix(wall, rgb("8d8378"), 0.6), rgb("6f675f")), floor)
        canvas.texture("crag", 0.1)
        canvas.texture("cloud", 0.14)
        x, half, top = 540 + rng.uniform(-90, 90), 190, floor - canvas.h * 0.6
        _leaf_door(canvas, x, half, top, floor, door)
        with canvas.flat() as pen:
            for i in range(2):
                pen.box(
                    x - half - 60 - 40 * i,
                    floor - 26 + 34 * i,
                    x + half + 60 + 40 * i,
                    floor + 10 + 36 * i,
                    tone(rgb("cfc5b6"), -0.1 * i),
                )
                pen.box(
                    x - half - 60 - 40 * i,
                    floor + 2 + 36 * i,
                    x + half + 60 + 40 * i,
                    floor + 10 + 36 * i,
                    (*SHADE, 90),
                )
            _vine(pen, rng, x, half, top, floor)
        for side in (-1, 1):
            _shrub(canvas, x + side * (half + 128), floor + 20)
        _slant(canvas, rng.uniform(100, 620))

    return Sketch("old door", "sunny", f"A {name} door with pots and climbing leaves", paint)


def _leaf_door(
    canvas: Canvas, x: float, half: float, top: float, floor: float, door: Colour
) -> None:
    stone = rgb("d9d0c1")
    frame = [
        (x - half - 34, floor),
        *arc(x, top, half + 34, half * 0.7 + 34, pi, 2 * pi),
        (x + half + 34, floor),
    ]
    hole = [(x - half, floor), *arc(x, top, half, half * 0.7, pi, 2 * pi), (x + half, floor)]
    canvas.soft([(px + 20, py + 14) for px, py in frame], SHADE, 0.4, 8)
    canvas.shape(frame, (tone(stone, 0.2), stone, tone(stone, -0.12)))
    canvas.shape(hole, (tone(door, -0.45), tone(door, -0.2)))
    canvas.shape(box(x - half, top, x + half, floor), (tone(door, 0.06), door, tone(door, -0.18)))
    canvas.texture("wood", 0.12, box(x - half, top, x + half, floor))
    tall = floor - top
    with canvas.flat((x - half, top - half, x + half, floor)) as pen:
        for i in range(-3, 4):
            pen.line(
                [(x, top), (x + i * half / 3, top - half * 0.7 * (1 - (i / 3.4) ** 2) ** 0.5)],
                stone,
                6,
            )
        pen.box(x - half, top - 8, x + half, top + 8, tone(stone, -0.1))
        for side in (-1, 1):
            for a, b in ((0.06, 0.46), (0.54, 0.94)):
                left, right = sorted((x + side * half * 0.16, x + side * half * 0.84))
                pen.box(left, top + tall * a, right, top + tall * b, tone(door, -0.35))
                pen.box(left + 5, top + tall * a + 6, right, top + tall * b, tone(door, 0.1))
                pen.box(
                    left + 12,
                    top + tall * a + 14,
                    right - 10,
                    top + tall * b - 10,
                    tone(door, -0.06),
                )
        pen.box(x - 3, top, x + 3, floor, tone(door, -0.5))
        pen.dot(x + 26, top + tall * 0.5, 11, rgb("e8c56a"))
        pen.dot(x + 23, top + tall * 0.5 - 3, 4, rgb("fff3c4"))


def _vine(pen: Pen, rng: Random, x: float, half: float, top: float, floor: float) -> None:
    side = rng.choice((-1, 1))
    bloom = rng.choice(colours("d1478c f2a7c3 ffffff 8f6bd1 e8604c"))
    for _ in range(230):
        t = rng.random()
        px = (
            x
            + side * (half + 50 + rng.gauss(0, 30))
            - side * max(0, t - 0.62) * 2.5 * half * rng.random() * 2
        )
        py = floor - 40 - t * (floor - top + half * 0.7) + rng.gauss(0, 24)
        size = rng.uniform(9, 22)
        colour = bloom if rng.random() < 0.24 else rgb("4d7a45")
        pen.fill(clump(rng, px, py, size, size * 0.8), tone(colour, rng.uniform(-0.4, 0.18)))


def _shrub(canvas: Canvas, x: float, foot: float) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 30, foot, 90, 16), SHADE, 0.5, 8)
    canvas.volume(
        at("-60 -110, 60 -110, 44 0, -44 0", x, foot),
        rgb("b96a45"),
        0.5,
    )
    green = rng.choice(colours("56794a 6f8f55 47705c"))
    with canvas.flat((x - 120, foot - 300, x + 120, foot - 60)) as pen:
        for i in range(90):
            light = i / 90
            r = rng.random() ** 0.5
            angle = rng.uniform(0, 2 * pi)
            pen.fill(
                clump(
                    rng,
                    x + cos(angle) * 84 * r - 10 * light,
                    foot - 175 + sin(angle) * 84 * r - 14 * light,
                    20,
                    16,
                ),
                tone(green, -0.45 + 0.6 * light),
            )


def _village(seed: int, rng: Random) -> Sketch:
    skies = (
        "2f7fc1 8cc4e8 dceff5",
        "f2b48c f8d9b4 fdf0dc",
        "5a6fa8 c79bb8 f7cfc0",
        "3f9fb5 a9dbdc eef7f0",
    )
    sky_codes = turn(skies, seed, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        sky = colours(sky_codes)
        horizon = canvas.h * 0.36
        canvas.wash(sky, 0, horizon)
        canvas.clouds(rgb("ffffff"), 0.5, 0, horizon, 0.4)
        canvas.wash((mix(rgb("2f7fa8"), sky[-1], 0.4), rgb("226a94")), horizon)
        canvas.texture("water", 0.1, box(0, horizon, 1080, canvas.h))
        white = mix(rgb("fbf7f0"), sky[-1], 0.2)
        for i in range(7):
            y = canvas.h * (0.46 + 0.095 * i)
            x = rng.uniform(-120, 40) + max(0, 420 - i * 120)
            while x < 1100:
                x += _cube(canvas, x, y, 0.75 + 0.09 * i, white) + rng.uniform(-14, 22)
        with canvas.flat((0, canvas.h * 0.3, 1080, canvas.h)) as pen:
            for _ in range(5):
                _bush(pen, rng, rng.uniform(60, 1020), canvas.h * rng.uniform(0.6, 0.98))

    return Sketch(
        "white village", "sunny", "White houses with blue domes above the sea", paint, "clear"
    )


def _cube(canvas: Canvas, x: float, y: float, s: float, white: Colour) -> float:
    rng = canvas.rng
    w, h = rng.uniform(130, 230) * s, rng.uniform(110, 200) * s
    shade = mix(white, rgb("8fa3c7"), 0.55)
    hue = rng.choice(
        (white, white, white, mix(white, rgb("f2c9a8"), 0.6), mix(white, rgb("f3b8ae"), 0.5))
    )
    top = y - h
    if rng.random() < 0.24:
        canvas.volume(
            [
                (x + w * 0.1, top + 4),
                *arc(x + w * 0.4, top + 4, w * 0.3, w * 0.32, pi, 2 * pi),
                (x + w * 0.7, top + 4),
            ],
            rgb("2f6fb5"),
            0.5,
        )
    canvas.wash((hue, mix(hue, shade, 0.3)), top, y + 400 * s, x, x + w * 0.72)
    canvas.wash((shade, mix(shade, rgb("6f7fae"), 0.3)), top, y + 400 * s, x + w * 0.72, x + w)
    with canvas.flat((x - 6, top - 14, x + w + 6, y + 10)) as pen:
        pen.box(x - 4, top - 8, x + w * 0.73, top + 4, tone(hue, 0.6))
        blue = rng.choice(colours("2f6fb5 2b5f9c 3f86b8"))
        for i in range(rng.randint(1, 3)):
            wx = x + w * (0.12 + 0.2 * i)
            if rng.random() < 0.3:
                pen.fill(
                    [
                        (wx, y),
                        *arc(wx + 16 * s, y - 50 * s, 16 * s, 16 * s, pi, 2 * pi, n=10),
                        (wx + 32 * s, y),
                    ],
                    blue,
                )
            else:
                pen.box(wx, top + h * 0.28, wx + 24 * s, top + h * 0.28 + 34 * s, blue)
                pen.box(
                    wx - 3, top + h * 0.28 + 34 * s, wx + 24 * s + 3, top + h * 0.28 + 39 * s, shade
                )
        pen.box(x + w * 0.8, top + h * 0.3, x + w * 0.9, top + h * 0.3 + 34 * s, tone(blue, -0.3))
    return w


def _bush(pen: Pen, rng: Random, x: float, y: float) -> None:
    for _ in range(46):
        px, py = x + rng.gauss(0, 36), y + rng.gauss(0, 20)
        bloom = rng.random() < 0.6
        pen.fill(
            clump(rng, px, py, 12, 10),
            tone(rgb("d33f82") if bloom else rgb("4f7a45"), rng.uniform(-0.3, 0.2)),
        )


def _balconies(seed: int, rng: Random) -> Sketch:
    wall_codes, sky_codes, name = turn(_SUNS, seed + 2, 7)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(wall_codes)
        canvas.wash((wall[1], wall[2]))
        columns, rows = rng.choice((3, 4)), rng.choice((4, 5))
        wide, tall = 1080 / columns, canvas.h / rows
        with canvas.flat() as pen:
            for row in range(rows):
                for column in range(columns):
                    tint = wall[(row + column) % 2]
                    _balcony(
                        pen, rng, column * wide, row * tall, wide, tall, (tint, wall[2], wall[3])
                    )
        canvas.texture("stone", 0.14)

    return Sketch("balconies", "noon", f"A grid of {name} balconies in hard sunlight", paint)


def _balcony(
    pen: Pen,
    rng: Random,
    x: float,
    y: float,
    w: float,
    h: float,
    hues: tuple[Colour, Colour, Colour],
) -> None:
    front, side, deep = hues
    pen.box(x, y, x + w, y + h, front)
    pen.box(x + w * 0.1, y + h * 0.14, x + w * 0.9, y + h * 0.66, tone(deep, -0.2))
    pen.fill(
        at("0.1 0.14, 0.26 0.14, 0.26 0.66, 0.1 0.66", x, y, w, h),
        side,
    )
    pen.box(
        x + w * 0.44,
        y + h * 0.22,
        x + w * 0.8,
        y + h * 0.66,
        rng.choice(colours("9fb7bd f2d9a0 58707a 58707a c98f6b")),
    )
    pen.box(x + w * 0.61, y + h * 0.22, x + w * 0.625, y + h * 0.66, tone(front, 0.2))
    pen.fill(
        at("0.1 0.14, 0.9 0.14, 0.9 0.34, 0.26 0.24", x, y, w, h),
        (*SHADE, 120),
    )
    for _ in range(rng.choice((0, 0, 7, 14))):
        pen.fill(
            clump(rng, x + w * rng.uniform(0.3, 0.6), y + h * rng.uniform(0.5, 0.64), 18, 15),
            tone(rgb("5c8a55"), rng.uniform(-0.3, 0.2)),
        )
    pen.box(x + w * 0.06, y + h * 0.6, x + w * 0.94, y + h * 0.84, tone(front, 0.16))
    pen.box(x + w * 0.06, y + h * 0.6, x + w * 0.94, y + h * 0.62, tone(front, 0.5))
    pen.fill(
        at("0.06 0.84, 0.94 0.84, 1 1, 0.2 1", x, y, w, h),
        (*SHADE, 90),
    )
