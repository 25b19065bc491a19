"""Mountains: lakes below them, ridges behind ridges, tents, rivers, seas of cloud."""

from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, down_to, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land
from .hours import Hour
from .massif import Peak, massif

ROCK = rgb("6b6a75")


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_lake, _ridges, _camp, _river, _hiker, _sea_of_clouds)
    hour = turn(hours.ALL, seed, len(scenes))
    return scenes[seed % len(scenes)](hour)


def _lake(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        water = canvas.h * rng.uniform(0.54, 0.66)
        land.sky(canvas, hour, water, rng.uniform(0.3, 0.6))
        land.ranges(canvas, hour, water * 0.72, water, 2, 150)
        for peak in _peaks(rng, water):
            massif(canvas, hour, peak, ROCK, 0.6)
        canvas.mist(water * 0.68, water, mix(hour.sky[-1], hour.far, 0.4), 0, 0.85)
        shore = ridge(rng, water - 30, 60, 0.5)
        with canvas.flat((0, water - 200, canvas.w, water + 10)) as pen:
            pen.fill(down_to(shore, water + 4), mix(hour.far, hour.near, 0.75))
            land.pines(pen, rng, shore, mix(hour.far, hour.near, 0.85), rng.uniform(60, 130), 18)
        canvas.mirror(water, mix(hour.near, hour.sky[0], 0.5), 0.22)
        _stones(canvas, hour)

    alt = f"Snowy mountains mirrored in a still lake with firs on the shore, {hour.name}"
    return Sketch("mountain lake", hour.name, alt, paint, hour.film)


def _peaks(rng: Random, floor: float) -> list[Peak]:
    x = rng.uniform(280, 800)
    side = -1 if x > 540 else 1
    top = floor * rng.uniform(0.18, 0.32)
    main = Peak(x, top, floor, x - rng.uniform(330, 760), x + rng.uniform(330, 760))
    reach = rng.uniform(330, 480)
    lower = floor - (floor - top) * rng.uniform(0.5, 0.78)
    second = Peak(x + side * reach, lower, floor, x + side * reach - 420, x + side * reach + 420)
    return [second, main] if rng.random() < 0.75 else [main]


def _stones(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    if rng.random() < 0.4:
        return
    side = rng.choice((0.0, canvas.w))
    for i in range(9):
        x = abs(side - rng.uniform(-40, 420) * (1 - i / 14))
        y = canvas.h - 10 + rng.uniform(-70, 30) * (1 - i / 12)
        size = rng.uniform(24, 80)
        rock = smooth(
            at("-1 0.5, -0.7 -0.3, 0.1 -0.55, 1 0.4", x, y, size),
            4,
        )
        canvas.volume(rock, mix(hour.near, ROCK, 0.4), 0.6, 0.3, 0.3)


def _ridges(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        top = canvas.h * rng.uniform(0.34, 0.46)
        land.sky(
            canvas,
            hour,
            canvas.h * 0.75,
            rng.uniform(0.2, 0.5),
            (rng.uniform(200, 880), top - rng.uniform(20, 160), rng.uniform(30, 56)),
        )
        layers = rng.randint(5, 7)
        for i in range(layers):
            near = i / (layers - 1)
            y = top + (canvas.h - top - 60) * near**1.25
            line = ridge(rng, y, 90 + 160 * near, 0.5 + 0.06 * (i % 2))
            colour = mix(hour.far, hour.near, near**1.2)
            canvas.shape(
                down_to(line, min(canvas.h + 4, y + 420)),
                (colour, mix(colour, hour.sky[-1], 0.45 * (1 - near))),
            )
            if near > 0.55:
                with canvas.flat((0, y - 240, canvas.w, y + 240)) as pen:
                    land.pines(pen, rng, line, colour, 50 + 90 * near**2, 22 + 20 * near)
        with canvas.flat((0, 0, canvas.w, top + 100)) as pen:
            land.birds(pen, rng, rng.uniform(250, 800), top * 0.6, rng.randint(0, 9), hour.near)

    alt = f"Wooded ridges one behind the other, paler with distance, {hour.name}"
    return Sketch("ridges", hour.name, alt, paint, hour.film)


def _camp(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * 0.74
        land.sky(canvas, hour, floor, 0.4)
        for peak in _peaks(rng, floor):
            massif(canvas, hour, peak, ROCK, rng.uniform(0.35, 0.65))
        canvas.mist(floor * 0.7, floor, hour.sky[-1], 0, 0.7)
        meadow = ridge(rng, floor, 50, 0.45)
        grass = mix(mix(hour.near, rgb("4f6b45"), 0.45), hour.far, 0.15)
        canvas.shape(down_to(meadow, canvas.h + 4), (tone(grass, 0.1), tone(grass, -0.4)))
        canvas.texture("stone", 0.25, down_to(meadow, canvas.h), 0.6)
        _tent(canvas, rng.uniform(300, 780), floor + (canvas.h - floor) * 0.5, hour)
        with canvas.flat((0, floor - 300, canvas.w, canvas.h)) as pen:
            for x in (rng.uniform(0, 200), rng.uniform(180, 260), rng.uniform(860, 1080)):
                pen.fill(
                    land.pine(rng, x, canvas.h * 0.96, rng.uniform(330, 520)), tone(grass, -0.55)
                )

    alt = f"A glowing tent on a meadow below high mountains, {hour.name}"
    return Sketch("tent in the mountains", hour.name, alt, paint, hour.film)


def _tent(canvas: Canvas, x: float, foot: float, hour: Hour) -> None:
    warm = rgb("f2a541")
    body: Path = [(x - 120, foot), (x - 20, foot - 125), (x + 95, foot - 6)]
    flank: Path = at("-20 -125, 60 -132, 165 -26, 95 -6", x, foot)
    canvas.soft(
        at("-140 -6, 180 -30, 200 26, -120 20", x, foot),
        tone(hour.near, -0.5),
        0.6,
        14,
    )
    canvas.shape(body, (rgb("d9622b"), rgb("ffd27a")))
    canvas.shape(flank, (rgb("b8471f"), rgb("d9702f")))
    with canvas.flat((x - 130, foot - 140, x + 170, foot + 6)) as pen:
        pen.fill([(x - 36, foot - 3), (x - 20, foot - 118), (x + 18, foot - 4)], rgb("ffe9a8"))
    canvas.glow(x - 10, foot - 40, 330, warm, 0.42, 2.2)


def _river(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * rng.uniform(0.5, 0.58)
        land.sky(canvas, hour, floor, 0.5)
        land.ranges(canvas, hour, floor * 0.7, floor, 3, 170)
        massif(
            canvas,
            hour,
            Peak(540 + rng.uniform(-150, 150), floor * 0.3, floor, 60, 1020),
            ROCK,
            0.5,
        )
        canvas.mist(floor * 0.7, floor + 10, hour.sky[-1], 0, 0.9)
        ground = mix(mix(hour.near, rgb("5b7145"), 0.4), hour.far, 0.25)
        canvas.wash((mix(ground, hour.sky[-1], 0.45), ground, tone(ground, -0.35)), floor)
        canvas.texture("stone", 0.16, box(0, floor, canvas.w, canvas.h), 0.7)
        bend = rng.choice((-1, 1))
        way = [
            (540, floor + 4),
            (540 - 90 * bend, floor + 60),
            (540 + 160 * bend, floor + 150),
            (540 - 160 * bend, canvas.h * 0.82),
            (540 + 120 * bend, canvas.h + 90),
        ]
        river = land.river(smooth(way, 12, closed=False), 14, 330)
        canvas.shape(river, (hour.sky[-1], hour.sky[-1], mix(hour.sky[1], hour.near, 0.3)))
        _banks(canvas, hour, floor, way)

    alt = f"A river winding through a wooded valley towards a snowy mountain, {hour.name}"
    return Sketch("valley river", hour.name, alt, paint, hour.film)


def _banks(canvas: Canvas, hour: Hour, floor: float, way: Path) -> None:
    rng = canvas.rng
    spots = sorted(
        (floor + (canvas.h - floor) * rng.random() ** 1.5, rng.uniform(-20, 1100))
        for _ in range(90)
    )
    course = smooth(way, 12, closed=False)
    with canvas.flat((0, floor - 60, canvas.w, canvas.h)) as pen:
        for y, x in spots:
            near = (y - floor) / (canvas.h - floor)
            middle = min(course, key=lambda p: abs(p[1] - y))[0]
            if abs(x - middle) > 30 + 230 * near:
                colour = mix(mix(hour.near, rgb("2f4a38"), 0.4), hour.far, 0.5 * (1 - near))
                pen.fill(
                    land.pine(rng, x, y, 34 + 250 * near), tone(colour, rng.uniform(-0.1, 0.08))
                )


def _hiker(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        side = rng.choice((-1, 1))
        land.sky(canvas, hour, canvas.h * 0.7, 0.6, (540 - side * 200, canvas.h * 0.34, 40))
        land.ranges(canvas, hour, canvas.h * 0.42, canvas.h, 5, 200)
        canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.75)
        edge = 540 + side * 60
        top = canvas.h * rng.uniform(0.62, 0.7)
        rock = [
            (edge - side * 130, top + 26),
            (edge - side * 20, top),
            (edge + side * 260, top - 24),
            (edge + side * 560, top - 60),
            (edge + side * 700, canvas.h + 60),
            (edge - side * 40, canvas.h + 60),
            (edge - side * 10, top + 300),
            (edge - side * 90, top + 150),
        ]
        canvas.volume(smooth(rock, 3), mix(hour.near, ROCK, 0.25), 0.5, 0.12, 0.5, "crag")
        with canvas.flat() as pen:
            _figure(pen, edge, top + 4, side, tone(hour.near, -0.3), rgb("d2562f"))
            land.birds(pen, rng, 540 - side * 240, canvas.h * 0.4, 5, hour.near)

    alt = f"A hiker on a rock above misty mountains, {hour.name}"
    return Sketch("hiker", hour.name, alt, paint, hour.film)


def _figure(pen: Pen, x: float, foot: float, side: int, dark: Colour, jacket: Colour) -> None:
    pen.fill(stroke([(x - 9, foot - 64), (x - 14, foot)], 17, 12), dark)
    pen.fill(stroke([(x + 9, foot - 64), (x + 16, foot)], 17, 12), dark)
    pen.box(x - 20, foot - 128, x + 20, foot - 56, jacket, 14)
    pen.box(x + side * 12 - 15, foot - 128, x + side * 12 + 15, foot - 72, tone(jacket, -0.55), 10)
    pen.dot(x, foot - 146, 16, tone(rgb("c98f6b"), -0.2))
    pen.dot(x + side * 3, foot - 152, 16, dark, 13)


def _sea_of_clouds(hour: Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        base = canvas.h * rng.uniform(0.6, 0.7)
        x = rng.uniform(330, 750)
        land.sky(canvas, hour, base, 0.35, (1080 - x, base * 0.52, 36))
        massif(
            canvas,
            hour,
            Peak(x, base * rng.uniform(0.25, 0.4), base + 160, x - 620, x + 620),
            rgb("5d4e58"),
            rng.choice((0.0, 0.3, 0.55)),
        )
        white = mix(hour.sky[-1], hour.light, 0.6)
        for i in range(4):
            y = base - 110 + i * (canvas.h - base) / 4.6
            shade = mix(mix(hour.sky[1], hour.far, 0.5), white, 0.35 + 0.2 * i)
            land.cloud_bank(canvas, y, canvas.h, shade, 0.9)
        land.cloud_bank(canvas, base + 30, base + 260, hour.light, 0.4)

    alt = f"A peak rising out of a sea of clouds, {hour.name}"
    return Sketch("above the clouds", hour.name, alt, paint, hour.film)
