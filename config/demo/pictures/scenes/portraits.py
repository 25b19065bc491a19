"""Portraits in a drawn style: one person, two, among flowers, or seen from behind."""

from math import pi
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.shapes import leaf, smooth
from ..sketch import Sketch, turn
from . import hours, land, things
from .person import choose, paint_person

_GROUNDS = (
    "f2c9a1 e08f62 c9573f",
    "a9c9c4 5f9a98 2f5f66",
    "f4d9d2 e0a3a0 b5677a",
    "d9cfe8 9a8ac0 5a4a86",
    "f3e3b8 e3b955 b5762f",
    "c4d6a8 86a36a 47664a",
    "cfdcea 7f9fc4 3f5f8f",
    "e8e0d4 bfae98 7a6a5a",
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_disc, _leaves, _window, _pair, _bouquet)
    return scenes[seed % len(scenes)](seed, rng)


def avatar_sketch(seed: int, rng: Random) -> Sketch:
    person = choose(rng)
    ground = colours(_GROUNDS[seed % len(_GROUNDS)])

    def paint(canvas: Canvas) -> None:
        _backdrop(canvas, ground)
        paint_person(canvas, person, 540, 500, 270)

    return Sketch("portrait", "calm", f"Drawn portrait of {person.words}", paint, "clear", 5)


def _backdrop(canvas: Canvas, ground: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    canvas.wash((ground[0], ground[1]))
    kind = rng.randrange(4)
    with canvas.flat() as pen:
        if kind == 0:
            pen.dot(540, canvas.h * 0.46, 400, mix(ground[1], ground[2], 0.5))
        elif kind == 1:
            for i in range(12):
                pen.fill(
                    leaf(
                        rng.choice((40, 1040)) + rng.uniform(-60, 60),
                        rng.uniform(100, canvas.h),
                        rng.uniform(220, 380),
                        90,
                        rng.uniform(-pi, 0),
                    ),
                    tone(ground[2], rng.uniform(-0.2, 0.3)),
                )
        elif kind == 2:
            for i in range(9):
                pen.fill(
                    [
                        (i * 240 - 600, canvas.h),
                        (i * 240 - 480, canvas.h),
                        (i * 240, 0),
                        (i * 240 - 120, 0),
                    ],
                    mix(ground[0], ground[1], 0.2),
                )
        else:
            pen.fill(
                [
                    (0, canvas.h * 0.6),
                    *smooth(
                        at("0 0.6, 400 0.46, 760 0.6, 1080 0.5", 0, 0, 1, canvas.h),
                        8,
                        closed=False,
                    ),
                    (1080, canvas.h),
                    (0, canvas.h),
                ],
                mix(ground[1], ground[2], 0.4),
            )
    canvas.texture("stone", 0.12)


def _size(canvas: Canvas) -> float:
    return min(270.0, canvas.h * 0.23)


def _disc(seed: int, rng: Random) -> Sketch:
    person, ground = choose(rng), colours(turn(_GROUNDS, seed, 5))

    def paint(canvas: Canvas) -> None:
        _backdrop(canvas, ground)
        size = _size(canvas)
        paint_person(canvas, person, 540 + canvas.rng.uniform(-60, 60), canvas.h * 0.45, size)

    return Sketch("portrait", "calm", f"Drawn portrait of {person.words}", paint, "faded")


def _leaves(seed: int, rng: Random) -> Sketch:
    person, ground = choose(rng), colours(turn(_GROUNDS, seed, 5))

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((mix(rgb("24473f"), ground[2], 0.3), rgb("16302c")))
        _jungle(canvas, 46, rgb("2f6b52"), 1.0)
        canvas.glow(540, canvas.h * 0.4, 620, ground[0], 0.4)
        paint_person(canvas, person, 540 + rng.uniform(-70, 70), canvas.h * 0.46, _size(canvas))
        _jungle(canvas, 13, rgb("3f8a62"), 0.2)

    return Sketch(
        "portrait among leaves",
        "lush",
        f"Drawn portrait of {person.words} among large leaves",
        paint,
    )


def _jungle(canvas: Canvas, count: int, green: Colour, spread: float) -> None:
    rng = canvas.rng
    with canvas.flat() as pen:
        for _ in range(count):
            edge = rng.random() < 1 - spread
            x = (
                rng.choice((rng.uniform(-60, 120), rng.uniform(960, 1140)))
                if edge
                else rng.uniform(0, 1080)
            )
            y = canvas.h * rng.uniform(0.55, 1.1) if edge else canvas.h * rng.random()
            angle, length = rng.uniform(-pi, 0), rng.uniform(200, 400)
            shade = tone(green, rng.uniform(-0.4, 0.15))
            blade = leaf(x, y, length, length * 0.34, angle)
            pen.fill([(px + 12, py + 14) for px, py in blade], (10, 24, 22, 90))
            pen.fill(blade, shade)
            pen.fill(leaf(x, y, length, length * 0.17, angle, 0.17), tone(shade, 0.12))


def _window(seed: int, rng: Random) -> Sketch:
    person, ground = choose(rng), colours(turn(_GROUNDS, seed, 5))
    hour = turn(hours.ALL, seed, 5)

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((tone(ground[1], -0.1), tone(ground[2], -0.2)))
        left, right, top, bottom = 130.0, 950.0, -20.0, canvas.h * 0.74
        view = Canvas((canvas.image.width, canvas.image.height), rng)
        land.sky(view, hour, canvas.h * 0.66, 0.6, (rng.uniform(250, 830), canvas.h * 0.3, 40))
        land.ranges(view, hour, canvas.h * 0.5, canvas.h * 0.8, 3)
        area = canvas.pixels((left, top, right, bottom))
        if area:
            canvas.image.paste(view.image.crop(area), area[:2])
        with canvas.flat() as pen:
            wood = tone(ground[0], 0.3)
            for x in (left, 540, right):
                pen.box(x - 14, top, x + 14, bottom, wood)
                pen.box(x + 6, top, x + 14, bottom, tone(wood, -0.25))
            pen.box(left - 40, bottom - 4, right + 40, bottom + 34, wood)
            pen.box(left - 40, bottom + 26, right + 40, bottom + 40, tone(wood, -0.35))
        paint_person(
            canvas,
            person,
            540 + rng.choice((-1, 1)) * rng.uniform(80, 190),
            canvas.h * 0.5,
            _size(canvas) * 0.95,
        )

    return Sketch(
        "portrait at a window",
        hour.name,
        f"Drawn portrait of {person.words} at a window with hills outside",
        paint,
    )


def _pair(seed: int, rng: Random) -> Sketch:
    first, second, ground = choose(rng), choose(rng), colours(turn(_GROUNDS, seed, 5))

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((ground[0], ground[1]))
        with canvas.flat() as pen:
            pen.dot(540, canvas.h * 0.5, 440, mix(ground[1], ground[2], 0.35))
        canvas.texture("stone", 0.12)
        size = _size(canvas) * 0.82
        side = rng.choice((-1, 1))
        paint_person(canvas, first, 540 - side * 190, canvas.h * 0.44, size)
        paint_person(canvas, second, 540 + side * 180, canvas.h * 0.52, size)

    return Sketch(
        "two friends",
        "warm",
        f"Two drawn portraits side by side: {first.words}, and {second.words}",
        paint,
        "faded",
    )


def _bouquet(seed: int, rng: Random) -> Sketch:
    person, ground = choose(rng), colours(turn(_GROUNDS, seed, 5))
    kind = rng.choice(("daisy", "rose", "poppy", "tulip", "dahlia"))

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        canvas.wash((ground[0], ground[1]))
        canvas.clouds(rgb("ffffff"), 0.4, -200, canvas.h, 0.5)
        size = _size(canvas)
        paint_person(canvas, person, 540 + rng.uniform(-50, 50), canvas.h * 0.4, size)
        hues = rng.choice(
            (
                colours("e8604c f2a65a f7d9c4"),
                colours("c94f6d f0a6b5 fbe3e0"),
                colours("f2c14e f7e8c4 ffffff"),
                colours("6f78b8 a6addb f2e3f0"),
            )
        )
        for x in (rng.uniform(160, 380), rng.uniform(680, 900), 540):
            things.bouquet(canvas, x, canvas.h + 40, canvas.h * 0.34, kind, hues, 7)

    plural = {"daisy": "daisies", "poppy": "poppies"}.get(kind, f"{kind}s")
    return Sketch(
        "portrait with flowers",
        "spring",
        f"Drawn portrait of {person.words} behind {plural}",
        paint,
    )
