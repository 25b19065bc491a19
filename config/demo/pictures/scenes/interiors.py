"""Rooms: an armchair under a lamp, a desk, bookshelves, a bed by the window, a bar, a record player."""

from math import pi
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, box, leaf, oval, smooth, stroke
from ..sketch import Sketch, turn
from . import hours, land, things

# Wall, floor, furniture, accent
_ROOMS = (
    ("4f6b63 37504b", "8a6244 6b4830", "c9714a", "e9c27a"),
    ("d9b7a0 bf9378", "9a6f4f 7a5338", "4a6670", "f0d9b5"),
    ("2f3b52 202a3d", "7a5640 5a3c2c", "b5893f", "d9a0a8"),
    ("c9c6b0 a8a588", "b58f66 8f6a48", "6b7f55", "d98a5f"),
    ("7a3f45 5a2b33", "5f4030 452c20", "d9a86a", "e8d3b0"),
    ("a9b8c4 8698a8", "c2a283 9a7a5c", "d98070", "f3e6d0"),
    ("e3cfa5 c9ac76", "8f5f3f 6f452c", "3f5f5a", "b5523f"),
)
LAMP = rgb("ffcf85")
Room = tuple[str, str, str, str]


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_armchair, _desk, _shelves, _bar, _records)
    return scenes[seed % len(scenes)](
        turn(_ROOMS, seed, len(scenes)), turn(hours.ALL, seed, len(scenes))
    )


def _room(canvas: Canvas, room: Room, floor: float) -> None:
    canvas.wash(colours(room[0]), 0, floor)
    canvas.wash(colours(room[1]), floor)
    canvas.texture("wood", 0.14, box(0, floor, 1080, canvas.h))
    canvas.texture("cloud", 0.06, box(0, 0, 1080, floor))
    white = mix(colours(room[0])[0], rgb("fff6ea"), 0.6)
    canvas.shape(box(-5, floor - 34, 1085, floor), (white, tone(white, -0.25)))


def _frames(canvas: Canvas, x: float, y: float, room: Room) -> None:
    """Pictures on the wall."""
    rng = canvas.rng
    for dx, dy, w, h in rng.choice(
        (
            ((0, 0, 150, 190), (180, 40, 120, 120)),
            ((0, 0, 210, 260),),
            ((0, 0, 120, 150), (145, 0, 120, 150), (290, 0, 120, 150)),
        )
    ):
        left, top = x + dx, y + dy
        canvas.soft(box(left + 8, top + 12, left + w + 8, top + h + 12), things.SHADOW, 0.4, 9)
        ground = colours(
            rng.choice(("f2e6d0 e8a87a", "e3ece6 7fa99a", "f0d5cc c97f7a", "dfe3ee 8090b8"))
        )
        with canvas.flat((left - 10, top - 10, left + w + 10, top + h + 10)) as pen:
            pen.box(left, top, left + w, top + h, rgb(rng.choice(("2f2a2a", "c9a06a", "f3ece0"))))
            pen.box(left + 9, top + 9, left + w - 9, top + h - 9, rgb("faf5ea"))
            pen.box(left + 24, top + 24, left + w - 24, top + h - 24, ground[0])
            pen.dot(left + w * rng.uniform(0.35, 0.65), top + h * 0.42, w * 0.16, rgb(room[2]))
            pen.fill(
                [
                    (left + 24, top + h * 0.72),
                    (left + w * 0.4, top + h * 0.5),
                    (left + w - 24, top + h * 0.7),
                    (left + w - 24, top + h - 24),
                    (left + 24, top + h - 24),
                ],
                ground[1],
            )


def _floor_lamp(canvas: Canvas, x: float, foot: float, tall: float) -> None:
    top = foot - tall
    canvas.glow(x, top + 40, 560, LAMP, 0.55, 2)
    with canvas.flat((x - 110, top - 20, x + 110, foot + 14)) as pen:
        pen.line([(x, top + 60), (x, foot)], rgb("3a3030"), 8)
        pen.dot(x, foot, 56, rgb("3a3030"), 10)
    canvas.shape(
        at("-56 0, 56 0, 96 124, -96 124", x, top),
        (rgb("ffe9bd"), rgb("ffd58a"), rgb("f2b35f")),
    )
    canvas.soft(
        [(x - 90, top + 124), (x + 90, top + 124), (x + 300, foot + 40), (x - 300, foot + 40)],
        LAMP,
        0.2,
        40,
    )


def _pot_plant(canvas: Canvas, x: float, foot: float, tall: float, pot: Colour) -> None:
    rng = canvas.rng
    green = rng.choice(colours("4f7f55 6a8f5a 3f6f60"))
    with canvas.flat((x - tall * 0.6, foot - tall * 1.1, x + tall * 0.6, foot)) as pen:
        for i in range(15):
            angle = -pi / 2 + (i - 7) * 0.17 + rng.uniform(-0.06, 0.06)
            pen.fill(
                leaf(
                    x,
                    foot - tall * 0.24,
                    tall * rng.uniform(0.5, 0.8),
                    tall * 0.13,
                    angle,
                    0.3 * (i - 7) / 7,
                ),
                tone(green, rng.uniform(-0.4, 0.18)),
            )
    things.shadow(canvas, x, foot, tall * 0.13, tall * 0.3)
    canvas.volume(
        at("-0.15 -0.28, 0.15 -0.28, 0.11 0, -0.11 0", x, foot, tall),
        pot,
        0.5,
        0.24,
    )


def _armchair(room: Room, hour: hours.Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        floor = canvas.h * 0.74
        _room(canvas, room, floor)
        side = rng.choice((-1, 1))
        _frames(canvas, 540 - side * 60 - 140, canvas.h * 0.12, room)
        foot, s = canvas.h * 0.9, min(1.0, canvas.h / 1150)
        _floor_lamp(canvas, 540 + side * 330, foot - 40, canvas.h * 0.6)
        canvas.soft(oval(540, foot + 10, 480, 50), things.SHADOW, 0.25, 20)
        with canvas.flat((0, floor, 1080, canvas.h)) as pen:
            for i, hue in enumerate((rgb(room[3]), tone(rgb(room[2]), 0.2), rgb(room[3]))):
                pen.dot(540, foot + 10, 470 - 50 * i, hue, 74 - 10 * i)
        _chair(canvas, 540 - side * 20, foot, s, rgb(room[2]))
        _pot_plant(canvas, 540 - side * 380, foot - 20, canvas.h * 0.4, rgb(room[3]))

    return Sketch(
        "armchair", "evening", "An armchair beside a glowing lamp and a large plant", paint
    )


def _chair(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    with canvas.flat((x - 240 * s, foot - 90 * s, x + 240 * s, foot + 6)) as pen:
        for u in (-170, 170):
            pen.fill(
                stroke([(x + u * s, foot - 80 * s), (x + u * 1.08 * s, foot)], 24 * s, 12 * s),
                rgb("4a3020"),
            )

    def at(*points: tuple[float, float]) -> Path:
        return smooth([(x + u * s, foot - v * s) for u, v in points], 6)

    canvas.soft(oval(x + 20, foot - 20 * s, 220 * s, 26 * s), things.SHADOW, 0.5, 14)
    canvas.volume(
        here("-170 90, -178 330, -140 430, 0 456, 140 430, 178 330, 170 90"),
        tone(hue, -0.1),
        0.5,
        0.16,
        0.08,
    )
    canvas.volume(
        here("-150 130, -156 200, 0 216, 156 200, 150 130, 0 118"),
        tone(hue, 0.12),
        0.45,
        0.24,
        0.08,
    )
    for side in (-1, 1):
        canvas.volume(
            at(
                (side * 140, 70),
                (side * 136, 230),
                (side * 160, 262),
                (side * 206, 254),
                (side * 216, 210),
                (side * 204, 70),
            ),
            hue,
            0.5,
            0.24,
            0.08,
        )
    canvas.volume(
        here("-146 70, -150 140, 150 140, 146 70"), tone(hue, -0.05), 0.45, 0.24, 0.08
    )
    cushion = rgb(canvas.rng.choice(("f0dcb8", "d98a6a", "8fb0a8", "e8b4b0")))
    canvas.volume(
        here("-70 190, -96 300, 0 292, 60 320, 76 210, 0 204"),
        cushion,
        0.45,
        0.24,
        0.08,
    )


def _desk(room: Room, hour: hours.Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        top = canvas.h * 0.66
        _room(canvas, room, canvas.h + 40)
        _view(canvas, (200, canvas.h * 0.07, 880, top - 90), hour)
        wood = colours(room[1])
        canvas.shape(
            box(-5, top, 1085, top + 46), (tone(wood[0], 0.25), wood[0], tone(wood[1], -0.2))
        )
        canvas.texture("wood", 0.14, box(0, top, 1080, top + 46))
        canvas.soft(box(-20, top + 46, 1100, top + 110), things.SHADOW, 0.4, 22)
        canvas.shape(
            box(120, top + 46, 960, canvas.h + 5), (tone(wood[1], -0.25), tone(wood[1], -0.4))
        )
        side = rng.choice((-1, 1))
        _screen(canvas, 540 - side * 30, top, rgb(room[2]))
        _desk_lamp(canvas, 540 + side * 330, top, -side)
        height = things.books(
            canvas,
            540 - side * 390,
            top,
            220,
            tuple(rng.choice(colours("b5523f 3f5f6b e0b35f 7a8f6a f0e6d3")) for _ in range(5)),
        )
        things.cup(canvas, 540 - side * 390, height + 2, 74, rgb(room[3]))
        _pot_plant(canvas, 540 + side * 470, top + 4, 260, rgb(room[3]))

    return Sketch(
        "desk", hour.name, f"A desk with books, a lamp and a plant at a window, {hour.name}", paint
    )


def _view(canvas: Canvas, area: tuple[float, float, float, float], hour: hours.Hour) -> None:
    """A window with the weather outside."""
    left, top, right, bottom = area
    view = Canvas((canvas.image.width, canvas.image.height), canvas.rng)
    land.sky(
        view,
        hour,
        bottom - (bottom - top) * 0.25,
        0.7,
        (canvas.rng.uniform(left + 100, right - 100), top + (bottom - top) * 0.35, 34),
    )
    land.ranges(view, hour, bottom - (bottom - top) * 0.4, bottom, 3, 90)
    pixels = canvas.pixels(area)
    if pixels is not None:
        canvas.image.paste(view.image.crop(pixels), pixels[:2])
    white = rgb("f5eee2")
    with canvas.flat((left - 40, top - 40, right + 40, bottom + 50)) as pen:
        for x in (left, (left + right) / 2, right):
            pen.box(x - 11, top - 11, x + 11, bottom, white)
            pen.box(x + 5, top - 11, x + 11, bottom, tone(white, -0.2))
        for y in (top, top + (bottom - top) * 0.4):
            pen.box(left, y - 10, right, y + 10, white)
        pen.box(left - 34, bottom - 6, right + 34, bottom + 22, white)
        pen.box(left - 34, bottom + 14, right + 34, bottom + 24, tone(white, -0.3))


def _screen(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    canvas.soft(oval(x + 20, foot + 8, 190, 12), things.SHADOW, 0.5, 8)
    with canvas.flat((x - 240, foot - 320, x + 240, foot + 16)) as pen:
        pen.fill(
            at("-180 -4, 180 -4, 210 14, -210 14", x, foot),
            rgb("c9c6c9"),
        )
        pen.box(x - 180, foot - 248, x + 180, foot - 4, rgb("2b2830"), 14)
        pen.box(x - 168, foot - 236, x + 168, foot - 18, mix(hue, rgb("f2e6d0"), 0.5))
        pen.dot(x + 70, foot - 160, 46, rgb("f2d9a0"))
        pen.fill(
            at("-168 -18, -60 -140, 20 -70, 80 -120, 168 -40, 168 -18", x, foot),
            tone(hue, -0.2),
        )


def _desk_lamp(canvas: Canvas, x: float, foot: float, side: int) -> None:
    knee, head = (x - side * 40, foot - 190), (x + side * 90, foot - 300)
    with canvas.flat((x - 200, foot - 380, x + 200, foot + 4)) as pen:
        pen.dot(x, foot - 6, 60, rgb("35303a"), 13)
        pen.line([(x, foot - 8), knee, head], rgb("35303a"), 9)
        pen.dot(*knee, 11, rgb("4a444f"))
        hood = [
            (head[0] - 22, head[1] - 26),
            (head[0] + 22, head[1] - 26),
            (head[0] + 66, head[1] + 52),
            (head[0] - 66, head[1] + 52),
        ]
        pen.fill(hood, rgb("d9a441"))
        pen.dot(head[0], head[1] + 52, 62, rgb("fff0c4"), 12)
    canvas.glow(head[0], head[1] + 80, 320, LAMP, 0.6)


def _shelves(room: Room, hour: hours.Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        wall = colours(room[0])
        canvas.wash((wall[1], tone(wall[1], -0.3)))
        rows = 5 if canvas.h > 1200 else 4 if canvas.h > 900 else 3
        wood = colours(room[1])
        step = canvas.h / rows
        with canvas.flat() as pen:
            for row in range(rows):
                y = step * (row + 1) - 14
                pen.box(0, y, 1080, y + 28, wood[0])
                pen.box(0, y + 20, 1080, y + 28, wood[1])
                pen.box(0, y + 28, 1080, y + 56, (*things.SHADOW, 90))
                _spines(pen, rng, y, step * 0.78)
        for row in range(rows):
            if rng.random() < 0.8:
                _ornament(
                    canvas, rng.uniform(150, 930), step * (row + 1) - 14, step * 0.6, rgb(room[3])
                )
        canvas.glow(rng.uniform(200, 880), canvas.h * rng.uniform(0.2, 0.5), 760, LAMP, 0.4)

    return Sketch(
        "bookshelf", "evening", "Full bookshelves with vases and plants in warm light", paint
    )


def _spines(pen: Pen, rng: Random, foot: float, room: float) -> None:
    hues = colours("b5523f 2f4a5f e0b35f 6f8a6a f0e6d3 8a4a5f 3f6f73 d98f6a 4a3a4f c9c2b0 a83a3a")
    x = rng.uniform(-10, 20)
    while x < 1080:
        if rng.random() < 0.07:
            x += rng.uniform(60, 150)
            continue
        wide, tall, hue = rng.uniform(22, 54), room * rng.uniform(0.66, 1), rng.choice(hues)
        lean = rng.uniform(0.1, 0.16) * tall if rng.random() < 0.06 else 0
        pen.fill(
            [(x + lean, foot - tall), (x + wide + lean, foot - tall), (x + wide, foot), (x, foot)],
            hue,
        )
        pen.fill(
            [
                (x + wide * 0.78 + lean, foot - tall),
                (x + wide + lean, foot - tall),
                (x + wide, foot),
                (x + wide * 0.78, foot),
            ],
            (*tone(hue, -0.5), 110),
        )
        if not lean:
            band = rng.choice((rgb("e9cf8f"), tone(hue, 0.5), tone(hue, -0.4)))
            pen.box(x, foot - tall * 0.86, x + wide, foot - tall * 0.82, band)
            pen.box(
                x + wide * 0.3,
                foot - tall * 0.7,
                x + wide * 0.7,
                foot - tall * rng.uniform(0.3, 0.5),
                (*band, 210),
            )
        x += wide + 1.5 + lean


def _ornament(canvas: Canvas, x: float, foot: float, tall: float, hue: Colour) -> None:
    rng = canvas.rng
    canvas.soft(box(x - 90, foot - tall * 1.3, x + 90, foot), things.SHADOW, 0.75, 16)
    if rng.random() < 0.5:
        _pot_plant(canvas, x, foot, tall * 1.25, hue)
    else:
        things.branches(canvas, x, foot - tall * 0.6, tall * 0.7, rgb("b5a06a"), rng.random() < 0.5)
        things.turned_thing(canvas, x, foot, tall * 0.68, rng.choice(things.VASES), hue)


def _bar(room: Room, hour: hours.Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        counter = canvas.h * 0.68
        wall = colours(room[0])
        canvas.wash((tone(wall[1], -0.2), wall[0], tone(wall[1], -0.1)))
        wood = colours(room[1])
        for y in (canvas.h * 0.4, canvas.h * 0.55):
            canvas.shape(box(100, y, 980, y + 20), (wood[0], tone(wood[1], -0.2)))
            for i in range(rng.randint(9, 12)):
                x = 140 + i * 78 + rng.uniform(-8, 8)
                if rng.random() < 0.6:
                    things.bottle(
                        canvas,
                        x,
                        y + 2,
                        canvas.h * 0.11,
                        rng.choice(colours("6b8f5f a8602f 4f7f8a d9b05f 8a3a3a")),
                    )
                else:
                    things.turned_thing(
                        canvas,
                        x,
                        y + 2,
                        canvas.h * 0.06,
                        things.VASES[3],
                        rng.choice(colours("f2e9da d9a98a 8fb0a8")),
                    )
        canvas.shape(box(-5, counter, 1085, counter + 40), (tone(wood[0], 0.35), wood[0]))
        canvas.shape(
            box(-5, counter + 40, 1085, canvas.h + 5),
            (tone(rgb(room[2]), -0.25), tone(rgb(room[2]), -0.5)),
        )
        with canvas.flat((0, counter, 1080, canvas.h)) as pen:
            for i in range(19):
                pen.box(i * 58, counter + 40, i * 58 + 4, canvas.h, (0, 0, 0, 60))
        for i in range(3):
            _stool(canvas, 230 + i * 310, canvas.h * 1.02, canvas.h * 0.25, wood)
            _pendant(canvas, 230 + i * 310, canvas.h * rng.uniform(0.2, 0.26), rgb(room[3]))
        things.cup(canvas, rng.uniform(300, 760), counter + 10, 78, rgb("f4ece0"), steam=True)

    return Sketch("café", "evening", "A café counter with stools below three glowing lamps", paint)


def _stool(canvas: Canvas, x: float, foot: float, tall: float, wood: tuple[Colour, ...]) -> None:
    with canvas.flat((x - 90, foot - tall, x + 90, foot)) as pen:
        for u in (-1, 1):
            pen.fill(
                stroke([(x + u * 40, foot - tall + 20), (x + u * 66, foot)], 13, 9), rgb("2f2830")
            )
        pen.line([(x - 54, foot - tall * 0.4), (x + 54, foot - tall * 0.4)], rgb("2f2830"), 8)
    canvas.volume(oval(x, foot - tall + 14, 74, 22), tone(wood[0], 0.1), 0.5, 0.2)


def _pendant(canvas: Canvas, x: float, y: float, hue: Colour) -> None:
    canvas.glow(x, y + 70, 420, LAMP, 0.5)
    canvas.soft(
        at("-60 60, 60 60, 190 560, -190 560", x, y), LAMP, 0.14, 36
    )
    with canvas.flat((x - 100, -10, x + 100, y + 90)) as pen:
        pen.line([(x, -10), (x, y)], rgb("241f26"), 4)
        pen.dot(x, y + 58, 76, rgb("fff0c8"), 15)
    dome = smooth(
        at("-80 58, -68 14, -18 -18, 18 -18, 68 14, 80 58, 0 62", x, y),
        6,
    )
    canvas.volume(dome, hue, 0.5, 0.22)


def _records(room: Room, hour: hours.Hour) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        top = canvas.h * 0.6
        _room(canvas, room, canvas.h + 40)
        _frames(canvas, rng.uniform(120, 420), canvas.h * 0.08, room)
        wood = colours(room[1])
        canvas.shape(box(60, top, 1020, top + 34), (tone(wood[0], 0.25), wood[0]))
        canvas.shape(
            box(80, top + 34, 1000, canvas.h + 10), (tone(wood[1], -0.1), tone(wood[1], -0.35))
        )
        canvas.texture("wood", 0.14, box(80, top, 1000, canvas.h))
        with canvas.flat((80, top + 40, 1000, canvas.h)) as pen:
            pen.box(120, top + 70, 960, canvas.h, tone(wood[1], -0.65))
            x = 130.0
            while x < 944:
                hue = rng.choice(
                    colours("b5523f 2f4a5f e0b35f 6f8a6a f0e6d3 8a4a5f 3f6f73 d98f6a 24202a")
                )
                pen.box(x, top + rng.uniform(96, 104), x + rng.uniform(7, 12), canvas.h, hue)
                x += 13
        side = rng.choice((-1, 1))
        _turntable(canvas, 540 - side * 80, top, rgb(room[2]))
        _table_lamp(canvas, 540 + side * 340, top, rgb(room[3]))
        _pot_plant(canvas, 540 - side * 430, top + 2, 300, rgb(room[3]))

    return Sketch(
        "record player", "evening", "A record player on a sideboard full of records", paint
    )


def _turntable(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    canvas.soft(oval(x + 16, foot + 2, 240, 12), things.SHADOW, 0.5, 8)
    canvas.shape(
        at("-220 -70, 220 -70, 230 -8, -230 -8", x, foot),
        (tone(hue, 0.15), hue, tone(hue, -0.35)),
    )
    with canvas.flat((x - 240, foot - 320, x + 240, foot)) as pen:
        pen.fill(
            at("-220 -70, -196 -124, 196 -124, 220 -70", x, foot),
            tone(hue, 0.25),
        )
        pen.dot(x - 40, foot - 97, 146, rgb("1c1a20"), 25)
        for r in (124, 100, 76):
            pen.dot(x - 40, foot - 97, r, rgb("2b2830"), r * 0.17)
            pen.dot(x - 40, foot - 97, r - 3, rgb("1c1a20"), r * 0.165)
        pen.dot(x - 40, foot - 97, 48, rgb("d9573c"), 8)
        pen.line(
            [(x + 160, foot - 110), (x + 130, foot - 98), (x + 40, foot - 92)], rgb("d9d4cc"), 6
        )
        pen.fill(
            at("-196 -124, 196 -124, 210 -300, -182 -300", x, foot),
            (255, 255, 255, 40),
        )
        for i in range(3):
            pen.dot(x + 120 + 32 * i, foot - 38, 10, rgb("e8d9b8"))
    canvas.volume(oval(x - 210, foot - 4, 16, 10), rgb("2a2630"), 0.4)


def _table_lamp(canvas: Canvas, x: float, foot: float, hue: Colour) -> None:
    things.turned_thing(canvas, x, foot, 170, things.VASES[1], hue)
    canvas.glow(x, foot - 220, 460, LAMP, 0.6)
    canvas.shape(
        at("-60 -300, 60 -300, 104 -160, -104 -160", x, foot),
        (rgb("ffedc4"), rgb("ffd58a"), rgb("f0ad58")),
    )
