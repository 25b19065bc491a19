"""Cities: towers at night, rooftops at dusk, canal houses, bridges, rain behind a window."""

from math import cosh
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, oval, stroke
from ..sketch import Sketch, turn
from . import hours, land
from .hours import Hour

_EVENINGS = (hours.DUSK, hours.BLUE, hours.ROSE, hours.GOLDEN, hours.SUNRISE, hours.STORM)
LAMP = rgb("ffd48a")


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_river_front, _canal, _bridge, _roofs, _rain, _street)
    hour = turn(_EVENINGS, seed, len(scenes))
    return scenes[seed % len(scenes)](hour)


def _river_front(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        water = canvas.h * rng.uniform(0.6, 0.7)
        disc = rng.uniform(160, 920), water * rng.uniform(0.2, 0.5)
        land.sky(canvas, hour, water, 0.5, (*disc, rng.uniform(26, 60)))
        for i in range(3):
            near = i / 2
            _towers(canvas, hour, water, near, 0.34 + 0.16 * near)
            canvas.mist(water * 0.72, water, mix(hour.sky[-1], hour.far, 0.4), 0, 0.35 * (1 - near))
        canvas.glow(540, water, 700, mix(hour.sky[-1], LAMP, 0.5), 0.25)
        canvas.mirror(water, mix(hour.near, hour.sky[0], 0.4), 0.2, 10)
        with canvas.flat((0, water - 10, canvas.w, water + 8)) as pen:
            pen.box(0, water - 6, canvas.w, water + 3, tone(hour.near, -0.3))
            for x in range(20, 1080, 64):
                pen.dot(x, water - 7, 3.4, LAMP)

    alt = f"City towers with lit windows mirrored in a river, {hour.name}"
    return Sketch("skyline", hour.name, alt, paint, hour.film)


def _towers(canvas: Canvas, hour: Hour, floor: float, near: float, reach: float) -> None:
    rng = canvas.rng
    wall = mix(hour.far, hour.near, 0.3 + 0.62 * near)
    x = rng.uniform(-60, 0)
    while x < 1080:
        width = rng.uniform(60, 150)
        middle = 1 - abs(x - 540) / 900
        top = floor - canvas.h * reach * middle * rng.uniform(0.45, 1.15)
        _tower(canvas, hour, (x, top, x + width, floor), tone(wall, rng.uniform(-0.14, 0.1)), near)
        x += width + rng.uniform(-6, 22)


def _tower(
    canvas: Canvas, hour: Hour, area: tuple[float, float, float, float], wall: Colour, near: float
) -> None:
    rng = canvas.rng
    left, top, right, floor = area
    crown = rng.choice(("flat", "step", "spire", "slope"))
    canvas.wash((wall, mix(wall, hour.sky[-1], 0.3)), top, floor, left, right)
    with canvas.flat((left - 4, top - 120, right + 4, floor)) as pen:
        middle, width = (left + right) / 2, right - left
        if crown == "step":
            pen.box(left + width * 0.2, top - 34, right - width * 0.2, top + 2, wall)
            pen.box(left + width * 0.36, top - 62, right - width * 0.36, top - 30, wall)
        elif crown == "spire":
            pen.fill(
                [(left + width * 0.1, top + 1), (middle, top - 60), (right - width * 0.1, top + 1)],
                wall,
            )
            pen.line([(middle, top - 50), (middle, top - 116)], wall, 4)
        elif crown == "slope":
            pen.fill([(left, top + 1), (left, top - 46), (right, top + 1)], wall)
        pen.box(right - width * 0.22, top, right, floor, (*tone(wall, -0.6), 60))
        _windows(pen, rng, area, near, hour)


def _windows(
    pen: Pen, rng: Random, area: tuple[float, float, float, float], near: float, hour: Hour
) -> None:
    left, top, right, floor = area
    step = rng.uniform(13, 20)
    lit = rng.uniform(0.25, 0.6) * (0.5 + near * 0.5)
    warm = (LAMP, rgb("ffe9bd"), rgb("ffb866"), mix(hour.sky[-1], rgb("ffffff"), 0.4))
    y = top + step * 0.8
    while y < floor - step:
        x = left + step * 0.5
        while x < right - step * 0.6:
            if rng.random() < lit:
                pen.box(
                    x,
                    y,
                    x + step * 0.42,
                    y + step * 0.55,
                    mix(rng.choice(warm), hour.far, 0.5 * (1 - near)),
                )
            x += step * 0.85
        y += step * 1.15


_HOUSES = (
    "a8483b c9704a e0a458 6f8f8a 3f5d6b d8c3a5 7a3b3f",
    "d96c5f f2b37e f5d9a8 8fb8ae 5b8e9d e9ded0 c98f9b",
    "4a5a6a 6e7f80 a58a6f c4a484 8a4f45 d9cbb5 3b4650",
)


def _canal(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        water = canvas.h * 0.66
        land.sky(canvas, hour, water, 0.6)
        hues = colours(_HOUSES[rng.randrange(len(_HOUSES))])
        x, last = rng.uniform(-90, -30), -1
        while x < 1080:
            width = rng.uniform(118, 172)
            pick = rng.choice([i for i in range(len(hues)) if i != last])
            last = pick
            _gabled(
                canvas, hour, x, water - 24, width, canvas.h * rng.uniform(0.27, 0.4), hues[pick]
            )
            x += width
        with canvas.flat((0, water - 30, canvas.w, water + 4)) as pen:
            pen.box(0, water - 26, canvas.w, water + 4, mix(hour.near, rgb("6b5a4e"), 0.4))
            pen.box(0, water - 26, canvas.w, water - 20, mix(hour.far, rgb("8f7f70"), 0.5))
        canvas.mirror(water, mix(hour.near, hour.sky[0], 0.45), 0.25, 9)
        land.glints(canvas, 540, water, 900, mix(hour.light, LAMP, 0.5), 70)
        _barge(canvas, rng.uniform(260, 820), water + (canvas.h - water) * 0.35, hour)

    alt = f"A row of gabled houses along a canal with a boat, {hour.name}"
    return Sketch("canal houses", hour.name, alt, paint, hour.film)


def _gabled(
    canvas: Canvas, hour: Hour, x: float, floor: float, width: float, tall: float, hue: Colour
) -> None:
    rng = canvas.rng
    wall = mix(mix(hue, hour.light, 0.12), hour.near, 0.22)
    top = floor - tall
    kind = rng.choice(("step", "bell", "point"))
    canvas.wash((tone(wall, 0.05), wall, tone(wall, -0.28)), top, floor, x, x + width)
    with canvas.flat((x - 6, top - width, x + width + 6, floor)) as pen:
        middle = x + width / 2
        if kind == "step":
            for i in range(4):
                pen.box(
                    x + width * 0.11 * i,
                    top - width * 0.16 * (i + 1),
                    x + width * (1 - 0.11 * i),
                    top - width * 0.16 * i + 1,
                    wall,
                )
        else:
            rise = width * (0.6 if kind == "point" else 0.5)
            gable: Path = [
                (x, top + 1),
                (x + width * 0.2, top - rise * 0.5),
                (x + width * 0.34, top - rise),
                (x + width * 0.66, top - rise),
                (x + width * 0.8, top - rise * 0.5),
                (x + width, top + 1),
            ]
            pen.fill(
                gable
                if kind == "bell"
                else [(x, top + 1), (middle, top - rise), (x + width, top + 1)],
                wall,
            )
        white = mix(rgb("f5efe4"), hour.near, 0.2)
        pen.box(x + 2, top - 4, x + width - 2, top + 3, white)
        pen.box(x + width - 4, top, x + width, floor, (*tone(wall, -0.7), 110))
        pen.box(middle - 11, top - width * 0.34, middle + 11, top - width * 0.1, white)
        pen.box(
            middle - 7,
            top - width * 0.31,
            middle + 7,
            top - width * 0.13,
            LAMP if rng.random() < 0.4 else hour.near,
        )
        _sashes(pen, rng, (x, top, width, tall), white, hour)


def _sashes(
    pen: Pen, rng: Random, house: tuple[float, float, float, float], white: Colour, hour: Hour
) -> None:
    x, top, width, tall = house
    rows, columns = rng.randint(3, 4), 2 if width < 140 else 3
    for row in range(rows):
        for column in range(columns):
            cx = x + width * (column + 0.5) / columns
            y = top + 16 + row * (tall - 74) / rows
            w, h = width / columns * 0.27, (tall - 74) / rows * 0.62
            lit = rng.random() < 0.4
            pen.box(cx - w - 4, y - 4, cx + w + 4, y + h + 4, white)
            pen.box(cx - w, y, cx + w, y + h, LAMP if lit else mix(hour.near, hour.sky[1], 0.3))
            pen.box(cx - 1.2, y, cx + 1.2, y + h, white)
            pen.box(cx - w, y + h * 0.45, cx + w, y + h * 0.45 + 2.4, white)
    door = x + width * rng.choice((0.25, 0.5, 0.75))
    pen.box(door - 17, top + tall - 58, door + 17, top + tall, white)
    pen.box(door - 13, top + tall - 54, door + 13, top + tall, tone(rgb("2f4b3f"), -0.1))


def _barge(canvas: Canvas, x: float, y: float, hour: Hour) -> None:
    dark = mix(rgb("30414f"), hour.near, 0.4)
    canvas.soft(oval(x, y + 22, 190, 14), tone(hour.near, -0.4), 0.6, 8)
    canvas.shape(
        at("-170 -30, 180 -34, 140 20, -130 20", x, y),
        (tone(dark, 0.15), dark, tone(dark, -0.4)),
    )
    with canvas.flat((x - 180, y - 100, x + 190, y + 24)) as pen:
        pen.box(x - 80, y - 78, x + 90, y - 30, mix(rgb("b5523b"), hour.near, 0.2), 6)
        pen.box(x - 92, y - 86, x + 100, y - 76, mix(rgb("efe6d8"), hour.near, 0.15))
        for i in range(4):
            pen.box(x - 66 + i * 40, y - 68, x - 42 + i * 40, y - 46, LAMP)
        pen.box(x - 168, y - 32, x + 178, y - 26, mix(rgb("efe6d8"), hour.near, 0.2))


def _bridge(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        water = canvas.h * 0.68
        land.sky(canvas, hour, water, 0.7, (rng.uniform(250, 830), water * 0.45, 40))
        land.ranges(canvas, hour, water - 90, water, 2, 90)
        _towers(canvas, hour, water, 0.15, 0.16)
        steel = mix(rng.choice((rgb("b8402f"), rgb("3d5261"), rgb("8a8f8c"))), hour.near, 0.35)
        _span(canvas, steel, water, rng.uniform(240, 330), rng.uniform(750, 850))
        canvas.mirror(water, mix(hour.near, hour.sky[0], 0.45), 0.28, 9)
        canvas.mist(water - 100, water + 40, hour.sky[-1], 0, 0.3)
        land.glints(canvas, 540, water, 800, hour.light, 90)

    alt = f"A suspension bridge over calm water, {hour.name}"
    return Sketch("bridge", hour.name, alt, paint, hour.film)


def _span(canvas: Canvas, steel: Colour, water: float, left: float, right: float) -> None:
    deck, top = water - canvas.h * 0.1, water - canvas.h * 0.4
    main = _cable(left, right, top, deck - 16)
    sides = [
        _cable(left - (right - left), left, top, deck - 16),
        _cable(right, right + (right - left), top, deck - 16),
    ]
    with canvas.flat((0, top - 20, canvas.w, water + 4)) as pen:
        for line in (main, *sides):
            pen.line(line, steel, 7)
            for x, y in line[::2]:
                pen.line([(x, y), (x, deck)], (*steel, 200), 2)
        pen.box(-5, deck - 6, 1090, deck + 15, steel)
        pen.box(-5, deck + 9, 1090, deck + 15, tone(steel, -0.4))
        for x in (left, right):
            pen.box(x - 19, top - 14, x - 7, water, steel)
            pen.box(x + 7, top - 14, x + 19, water, tone(steel, -0.25))
            for y in (top, top + 84, top + 168, deck - 50):
                pen.box(x - 19, y, x + 19, y + 15, tone(steel, -0.12))
        for x in range(12, 1080, 54):
            pen.dot(x, deck - 9, 3.4, LAMP)


def _cable(left: float, right: float, top: float, low: float) -> Path:
    scale = cosh(1.5) - 1
    return [
        (left + (right - left) * i / 36, low - (low - top) * (cosh((i / 18 - 1) * 1.5) - 1) / scale)
        for i in range(37)
    ]


def _roofs(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        land.sky(canvas, hour, canvas.h * 0.7, 0.7, (rng.uniform(200, 880), canvas.h * 0.26, 44))
        _towers(canvas, hour, canvas.h * 0.56, 0.1, 0.2)
        tile = mix(rgb("b0583c"), hour.near, 0.25)
        for i in range(6):
            near = i / 5
            y = canvas.h * (0.46 + 0.5 * near)
            _roof_row(canvas, hour, mix(mix(tile, hour.far, 0.6), tile, near), y, 0.5 + near)
        with canvas.flat((0, 0, canvas.w, canvas.h * 0.5)) as pen:
            land.birds(pen, rng, 500, canvas.h * 0.24, 8, hour.near)

    alt = f"Tiled roofs and chimneys of an old town, {hour.name}"
    return Sketch("rooftops", hour.name, alt, paint, hour.film)


def _roof_row(canvas: Canvas, hour: Hour, tile: Colour, y: float, s: float) -> None:
    rng = canvas.rng
    x = rng.uniform(-160, 0)
    while x < 1100:
        width, rise = rng.uniform(170, 300) * s, rng.uniform(80, 130) * s
        wall = mix(
            mix(rng.choice((rgb("ead9bd"), rgb("d9b38c"), rgb("c9c2b4"))), hour.far, 0.25),
            hour.near,
            0.25,
        )
        roof = tone(tile, rng.uniform(-0.16, 0.1))
        canvas.wash((wall, tone(wall, -0.35)), y, y + 300 * s, x, x + width)
        slope: Path = [
            (x - 12 * s, y + 6),
            (x + width * 0.16, y - rise),
            (x + width * 0.84, y - rise),
            (x + width + 12 * s, y + 6),
        ]
        canvas.shape(slope, (mix(roof, hour.light, 0.25), roof, tone(roof, -0.3)))
        with canvas.flat((x - 20 * s, y - rise - 70 * s, x + width + 20 * s, y + 130 * s)) as pen:
            for i in range(1, 11):
                t = i / 11
                pen.line(
                    [
                        (x - 12 * s * (1 - t) + width * 0.16 * t, y + 6 - (rise + 6) * t),
                        (x + width * (1 - 0.16 * t), y + 6 - (rise + 6) * t),
                    ],
                    (*tone(roof, -0.5), 110),
                    1.6 * s,
                )
            chimney = x + width * rng.uniform(0.25, 0.7)
            pen.box(
                chimney,
                y - rise - 50 * s,
                chimney + 28 * s,
                y - rise + 20 * s,
                mix(roof, hour.near, 0.35),
            )
            pen.box(
                chimney - 4 * s,
                y - rise - 54 * s,
                chimney + 32 * s,
                y - rise - 44 * s,
                tone(roof, -0.3),
            )
            for i in range(max(1, int(width / (70 * s)))):
                cx = x + 34 * s + i * 70 * s
                pen.box(
                    cx - 14 * s,
                    y + 26 * s,
                    cx + 14 * s,
                    y + 74 * s,
                    LAMP if rng.random() < 0.35 else mix(hour.near, hour.sky[1], 0.25),
                )
        x += width + rng.uniform(4, 16) * s


def _rain(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        base = mix(hour.near, rgb("101626"), 0.5)
        canvas.wash((mix(base, hour.sky[1], 0.5), base, tone(base, -0.3)))
        hues = colours("ffb454 ff7a4d ffd98a e85d75 6fc3df 9be7c4 f7f0dc")
        for _ in range(34):
            x, y = rng.uniform(0, 1080), canvas.h * rng.betavariate(3, 2.4)
            _bokeh(canvas, x, y, rng.uniform(26, 90), rng.choice(hues), rng.uniform(0.3, 0.75))
        _drops(canvas, base)

    alt = "Raindrops on a window with blurred city lights behind"
    return Sketch("rain on a window", "night", alt, paint, "cool")


def _bokeh(canvas: Canvas, x: float, y: float, r: float, hue: Colour, strength: float) -> None:
    canvas.soft(oval(x, y, r, r), hue, strength * 0.62, 3)
    canvas.glow(x, y, r * 2.4, hue, strength * 0.3)


def _drops(canvas: Canvas, base: Colour) -> None:
    rng = canvas.rng
    with canvas.flat() as pen:
        for _ in range(420):
            x, y, r = rng.uniform(0, 1080), rng.uniform(0, canvas.h), 1.5 + rng.expovariate(0.22)
            r = min(r, 17)
            pen.dot(x, y, r, (*tone(base, -0.4), 120), r * 1.12)
            pen.dot(x, y + r * 0.3, r * 0.8, (255, 240, 220, 70), r * 0.7)
            pen.dot(x - r * 0.3, y - r * 0.4, max(1, r * 0.24), (255, 255, 255, 190))
        for _ in range(9):
            x, y = rng.uniform(0, 1080), rng.uniform(0, canvas.h * 0.6)
            length = rng.uniform(120, 420)
            pen.fill(
                stroke([(x, y), (x + rng.uniform(-5, 5), y + length * 0.5), (x, y + length)], 2, 9),
                (220, 230, 245, 60),
            )
            pen.dot(x, y + length, 9, (235, 240, 250, 110), 12)


def _street(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        horizon = canvas.h * 0.62
        land.sky(canvas, hour, horizon, 0.5, (540, horizon - 130, 46))
        ground = mix(hour.near, hour.sky[0], 0.3)
        canvas.wash((mix(ground, hour.sky[-1], 0.5), ground, tone(ground, -0.4)), horizon)
        for i in range(6):
            t = (i / 5) ** 1.5
            for side in (-1, 1):
                _block(canvas, hour, side, t, horizon)
        canvas.glow(540, horizon - 40, 560, hour.light, 0.5)
        _wires(canvas, hour, horizon)
        _tram(canvas, hour, 540 + rng.choice((-1, 1)) * 60, horizon + 120)

    alt = f"A tram in a street between tall houses, {hour.name}"
    return Sketch("city street", hour.name, alt, paint, hour.film)


def _block(canvas: Canvas, hour: Hour, side: int, t: float, horizon: float) -> None:
    rng = canvas.rng
    inner, outer = 80 + 300 * t, 120 + 480 * t
    top = horizon - (150 + 560 * t) * rng.uniform(0.85, 1.1)
    floor = horizon + 26 + 240 * t
    wall = mix(
        mix(hour.far, rng.choice(colours("a8604a 8a7a6a 5d6f78 b08a5a")), 0.3),
        hour.near,
        0.35 + 0.5 * t,
    )
    left, right = sorted((540 + side * inner, 540 + side * (outer + 60)))
    canvas.wash((wall, mix(wall, hour.sky[-1], 0.25)), top, floor, left, right)
    with canvas.flat((left, top - 20, right, floor)) as pen:
        pen.box(left, top - 12, right, top + 4, tone(wall, -0.3))
        step = 24 + 34 * t
        y = top + step * 0.7
        while y < floor - step:
            x = left + step * 0.4
            while x < right - step * 0.5:
                lit = rng.random() < 0.4
                pen.box(x, y, x + step * 0.42, y + step * 0.62, LAMP if lit else tone(wall, -0.35))
                x += step * 0.85
            y += step * 1.2


def _wires(canvas: Canvas, hour: Hour, horizon: float) -> None:
    with canvas.flat() as pen:
        for end in (-80, 320, 760, 1160):
            pen.line([(540, horizon - 60), (end, -20)], (*tone(hour.near, -0.3), 170), 3)
        for x in (470, 610):
            pen.line(
                [(540 + (x - 540) * 0.2, horizon + 10), (540 + (x - 540) * 4, canvas.h)],
                (*hour.light, 150),
                5,
            )


def _tram(canvas: Canvas, hour: Hour, x: float, foot: float) -> None:
    body = mix(rgb("e0a526"), hour.near, 0.12)
    canvas.soft(oval(x, foot + 6, 110, 14), tone(hour.near, -0.5), 0.7, 8)
    canvas.shape(box(x - 84, foot - 214, x + 84, foot), (rgb("f5efe0"), body, tone(body, -0.3)))
    with canvas.flat((x - 100, foot - 260, x + 100, foot + 16)) as pen:
        pen.box(x - 88, foot - 232, x + 88, foot - 206, tone(body, -0.45), 10)
        pen.line([(x - 26, foot - 258), (x, foot - 232)], hour.near, 4)
        for left, right in ((-72, -28), (-22, 22), (28, 72)):
            pen.box(x + left, foot - 186, x + right, foot - 108, mix(LAMP, rgb("fff6dc"), 0.4), 5)
        pen.box(x - 40, foot - 204, x + 40, foot - 190, hour.near, 3)
        pen.dot(x, foot - 60, 17, rgb("fff7df"))
        pen.box(x - 84, foot - 96, x + 84, foot - 88, rgb("f5efe0"))
        pen.box(x - 70, foot - 14, x + 70, foot + 8, tone(hour.near, -0.3), 4)
    canvas.glow(x, foot - 60, 170, LAMP, 0.7)
