from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import Path, at, oval
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.skylines.towers import LAMP
from config.demo.pictures.sketch import outdoors

_HOUSES = (
    "a8483b c9704a e0a458 6f8f8a 3f5d6b d8c3a5 7a3b3f",
    "d96c5f f2b37e f5d9a8 8fb8ae 5b8e9d e9ded0 c98f9b",
    "4a5a6a 6e7f80 a58a6f c4a484 8a4f45 d9cbb5 3b4650",
)


@outdoors("canal houses", "A row of gabled houses along a canal with a boat", hours.EVENINGS)
def canal(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    water = canvas.h * 0.66
    land.sky(canvas, hour, water, 0.6)
    hues = colours(_HOUSES[rng.randrange(len(_HOUSES))])
    x, last = rng.uniform(-90, -30), -1
    while x < 1080:
        width = rng.uniform(118, 172)
        pick = rng.choice([i for i in range(len(hues)) if i != last])
        last = pick
        _gabled(canvas, hour, x, water - 24, width, canvas.h * rng.uniform(0.27, 0.4), hues[pick])
        x += width
    with canvas.flat((0, water - 30, canvas.w, water + 4)) as pen:
        pen.box(0, water - 26, canvas.w, water + 4, mix(hour.near, rgb("6b5a4e"), 0.4))
        pen.box(0, water - 26, canvas.w, water - 20, mix(hour.far, rgb("8f7f70"), 0.5))
    canvas.mirror(water, mix(hour.near, hour.sky[0], 0.45), 0.25, 9)
    land.glints(canvas, 540, water, 900, mix(hour.light, LAMP, 0.5), 70)
    _barge(canvas, rng.uniform(260, 820), water + (canvas.h - water) * 0.35, hour)


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
        at("-170 -30, 180 -34, 140 20, -130 20", x, y), (tone(dark, 0.15), dark, tone(dark, -0.4))
    )
    with canvas.flat((x - 180, y - 100, x + 190, y + 24)) as pen:
        pen.box(x - 80, y - 78, x + 90, y - 30, mix(rgb("b5523b"), hour.near, 0.2), 6)
        pen.box(x - 92, y - 86, x + 100, y - 76, mix(rgb("efe6d8"), hour.near, 0.15))
        for i in range(4):
            pen.box(x - 66 + i * 40, y - 68, x - 42 + i * 40, y - 46, LAMP)
        pen.box(x - 168, y - 32, x + 178, y - 26, mix(rgb("efe6d8"), hour.near, 0.2))
