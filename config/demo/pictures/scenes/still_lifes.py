"""Still lifes: a wall, a table, light from a window, and a few things that go together."""

from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.shapes import box, oval
from ..sketch import Sketch, turn
from . import things
from .things import bouquet, bowl, branches, cup, fruit, turned_thing

# Wall, table, vessels, flowers
_ROOMS = (
    ("d8c3a5 c4a884", "a9764a 8a5a36", "e9e1d3 5f7f86 b5543c", "e8604c f2a65a f7d9c4"),
    ("8fa6a0 6f8a85", "c9a27a a97f58", "f2ebe0 d98f5a 3f5a5f", "f6f1e7 f3d9a4 e3a57f"),
    ("e6cfc8 d3aca5", "b98b76 96685a", "f7f1ea 8f5d5d c9977c", "c94f6d f0a6b5 fbe3e0"),
    ("4f5d66 38444d", "6b4c3a 503526", "c9bda8 a9603f 7f9a94", "f0d9b5 d98c5f f7efe0"),
    ("c9cfb5 a9b38d", "d9c4a0 bfa379", "ffffff c4703f 5f7355", "f2c14e f7e8c4 ef8354"),
    ("d9dfe6 b8c4d0", "e4dcd0 c9bcaa", "2f4a66 f4efe8 b7c9d6", "3f6fb5 8fb3dd ffffff"),
    ("e9b872 d79a4f", "8a4f35 6b3a28", "f4e6cf 3f5f5a 9c3f2f", "b5302e e8703a fbe6c0"),
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_flowers, _bowl, _vessels, _breakfast, _citrus, _reading)
    room = turn(_ROOMS, seed, len(scenes))
    return scenes[seed % len(scenes)](room, rng)


Room = tuple[str, str, str, str]


def _stage(canvas: Canvas, room: Room) -> float:
    """Wall, table and the light of a window; returns the height of the table's far edge."""
    rng = canvas.rng
    side = rng.choice((-1, 1))
    canvas.light = (-0.7 * side, -0.6)
    wall, table = colours(room[0]), colours(room[1])
    edge = canvas.h * rng.uniform(0.62, 0.7)
    with canvas.afar():
        canvas.wash((wall[0], wall[1]) if side > 0 else (wall[0], wall[1]), 0, edge)
        canvas.clouds(tone(wall[0], 0.35), 0.3, 0, edge, 0.6, 0.7)
        canvas.wash((tone(table[0], 0.1), table[1]), edge)
    _window(canvas, side, edge, tone(wall[0], 0.55))
    canvas.soft(box(-40, edge - 6, 1120, edge + 10), tone(wall[1], -0.4), 0.35, 10)
    canvas.texture("wood", 0.09, box(0, edge, canvas.w, canvas.h))
    return edge


def _window(canvas: Canvas, side: int, edge: float, light: Colour) -> None:
    """Panes of sun across the wall."""
    rng = canvas.rng
    x, slant = 540 - side * rng.uniform(40, 260), side * rng.uniform(60, 190)
    width, tall = rng.uniform(150, 210), edge * rng.uniform(0.3, 0.4)
    top = edge * rng.uniform(0.02, 0.14)
    for row in range(2):
        for column in range(2):
            left = x + (column - 1) * (width + 18)
            y = top + row * (tall + 18)
            shift = slant * row
            pane = [
                (left + shift, y),
                (left + width + shift, y + 14),
                (left + width + slant + shift, y + tall + 14),
                (left + slant + shift, y + tall),
            ]
            canvas.soft(pane, light, 0.5, 7)


def _flowers(room: Room, rng: Random) -> Sketch:
    kind = rng.choice(("tulip", "daisy", "rose", "poppy", "dahlia"))
    plural = {"daisy": "daisies", "poppy": "poppies"}.get(kind, f"{kind}s")

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        pots, hues = colours(room[2]), colours(room[3])
        x, tall = 540 + rng.uniform(-120, 120), canvas.h * rng.uniform(0.26, 0.32)
        foot = edge + (canvas.h - edge) * 0.42
        profile = rng.choice(things.VASES[:4])
        bouquet(canvas, x, foot - tall + 6, canvas.h * 0.34, kind, hues, rng.randint(8, 12))
        pot = rng.choice(pots)
        turned_thing(canvas, x, foot, tall, profile, pot)
        other = x + (250 if x < 540 else -250)
        if rng.random() < 0.5:
            fruit(canvas, rng.choice(things.FRUITS), other, foot + 18, 62)
        else:
            cup(canvas, other, foot + 50, 112, rng.choice(pots))
        _petals(canvas, x, foot, hues)

    return Sketch("flowers", "quiet", f"A vase of {plural} on a table in window light", paint)


def _petals(canvas: Canvas, x: float, foot: float, hues: tuple[Colour, ...]) -> None:
    rng = canvas.rng
    for _ in range(rng.randint(0, 4)):
        px, py = x + rng.uniform(-260, 260), foot + rng.uniform(30, 120)
        things.shadow(canvas, px, py + 5, 12, 16, 0.35)
        canvas.volume(oval(px, py, 20, 9, rng.uniform(-0.5, 0.5)), rng.choice(hues), 0.4)


def _bowl(room: Room, rng: Random) -> Sketch:
    first, second = rng.sample(("orange", "lemon", "apple", "pear", "plum", "pomegranate"), 2)
    names = {
        "apple": "apples",
        "orange": "oranges",
        "lemon": "lemons",
        "pear": "pears",
        "plum": "plums",
        "pomegranate": "pomegranates",
    }

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        pots = colours(room[2])
        foot = edge + (canvas.h - edge) * rng.uniform(0.4, 0.55)
        x = 540 + rng.uniform(-90, 90)
        side = rng.choice((-1, 1))
        tall = canvas.h * rng.uniform(0.36, 0.46)
        behind = rng.choice((things.BOTTLE, things.JUG, things.VASES[2]))
        if behind is things.BOTTLE:
            things.bottle(
                canvas, x - side * 250, foot - 60, tall, rng.choice(colours("5c7a5a 7a4f34 4f6f7d"))
            )
        else:
            turned_thing(canvas, x - side * 270, foot - 60, tall * 0.9, behind, pots[1])
        bowl(
            canvas,
            x,
            foot,
            rng.uniform(210, 250),
            pots[0],
            tuple(rng.choice((first, second)) for _ in range(rng.randint(5, 7))),
        )
        for i in range(rng.randint(1, 3)):
            fruit(
                canvas,
                rng.choice((first, second)),
                x + side * (300 + i * 96),
                foot + 34 - i * 30,
                60,
            )

    return Sketch(
        "fruit bowl",
        "quiet",
        f"A bowl of {names[first]} and {names[second]} in window light",
        paint,
    )


def _vessels(room: Room, rng: Random) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        foot = edge + (canvas.h - edge) * 0.42
        pots = list(colours(room[2])) + [mix(c, rgb("efe6d8"), 0.4) for c in colours(room[1])]
        count = rng.randint(4, 5)
        for i in range(count):
            x = 540 + (i - (count - 1) / 2) * rng.uniform(165, 195)
            tall = canvas.h * rng.uniform(0.18, 0.44)
            profile = rng.choice((*things.VASES, things.BOTTLE, things.JUG))
            turned_thing(
                canvas, x, foot + rng.uniform(-26, 46), tall, profile, rng.choice(pots), 0.2
            )
        if rng.random() < 0.6:
            fruit(
                canvas, rng.choice(("lemon", "fig", "pear")), rng.uniform(250, 830), foot + 110, 54
            )

    return Sketch("ceramics", "quiet", "A row of ceramic vases and bottles on a table", paint)


def _breakfast(room: Room, rng: Random) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        pots = colours(room[2])
        foot = edge + (canvas.h - edge) * 0.5
        x = 540 + rng.uniform(-60, 60)
        side = rng.choice((-1, 1))
        branches(
            canvas,
            x - side * 260,
            foot - 320,
            330,
            rng.choice(colours("7f9a7a 8a9a6a a9a27f")),
            rng.random() < 0.5,
        )
        turned_thing(canvas, x - side * 260, foot - 40, 300, rng.choice(things.VASES), pots[1])
        canvas.soft(oval(x + 40, foot + 62, 210, 30), things.SHADOW, 0.5, 10)
        canvas.volume(oval(x, foot + 48, 190, 36), tone(pots[0], 0.1), 0.35, 0.2)
        cup(canvas, x, foot + 50, 180, pots[0], steam=True)
        for i in range(2):
            fruit(
                canvas,
                rng.choice(("fig", "plum", "orange", "lemon")),
                x + side * (280 + 110 * i),
                foot + 40 + 20 * i,
                56,
            )

    return Sketch(
        "coffee", "morning", "A steaming cup of coffee beside a vase with green branches", paint
    )


def _citrus(room: Room, rng: Random) -> Sketch:
    kind = rng.choice(("lemon", "orange"))

    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        foot = edge + (canvas.h - edge) * 0.45
        pots = colours(room[2])
        x = 540 + rng.uniform(-150, 150)
        branches(canvas, x, foot - canvas.h * 0.3, canvas.h * 0.3, rgb("6b8550"), False)
        turned_thing(canvas, x, foot - 10, canvas.h * 0.32, things.JUG, pots[1])
        spots = sorted(
            (foot + rng.uniform(0, 110), 140 + 130 * i + rng.uniform(-20, 20)) for i in range(7)
        )
        for y, fx in spots:
            if abs(fx - x) > 90 or y > foot + 60:
                fruit(canvas, kind, fx, y, rng.uniform(54, 70))

    return Sketch(
        "citrus", "sunny", f"{kind.capitalize()}s around a jug with leafy branches", paint
    )


def _reading(room: Room, rng: Random) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        edge = _stage(canvas, room)
        pots, hues = colours(room[2]), colours(room[3])
        foot = edge + (canvas.h - edge) * 0.5
        side = rng.choice((-1, 1))
        x = 540 + side * rng.uniform(60, 130)
        spines = tuple(
            rng.choice((*pots, *hues, *colours(room[1]))) for _ in range(rng.randint(4, 6))
        )
        top = things.books(canvas, x, foot, 460, spines)
        cup(canvas, x + rng.uniform(-90, 90), top + 4, 120, pots[0], steam=True)
        tall = canvas.h * 0.3
        branches(
            canvas,
            x - side * 390,
            foot - tall + 8,
            canvas.h * 0.3,
            rng.choice(colours("7f9a7a c9a56b 8a9a6a")),
            rng.random() < 0.5,
        )
        turned_thing(canvas, x - side * 390, foot - 20, tall, rng.choice(things.VASES), pots[1])

    return Sketch(
        "books", "quiet", "A pile of books with a cup on top, beside a vase with branches", paint
    )
