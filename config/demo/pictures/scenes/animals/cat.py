from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import Path, at, box, moved, oval, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.flowers import branches
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.motifs.vessels import VASES, turned_thing
from config.demo.pictures.sketch import scene

_COATS = (
    ("2b2730", "black"),
    ("d98a45", "ginger"),
    ("8f8a8c", "grey"),
    ("f0e6d6", "white"),
    ("8a5f3f", "brown"),
    ("c9a27a", "sand-coloured"),
)

_ROOMS = ("d9a98f b5785f", "7f9a9a 4f6b70", "d9c3a0 b0946a", "8a7a9a 5c4f70", "b5856a 7a4f3f")


@scene(
    "cat at the window",
    "A {0[1]} cat on a window sill looking out over the hills, {1.name}",
    _COATS,
    hours.ALL,
    _ROOMS,
    mood="{1.name}",
    film="{1.film}",
)
def cat(canvas: Canvas, palette: tuple[str, ...], hour: Hour, room: str) -> None:
    coat_code, _ = palette
    rng = canvas.rng
    wall = colours(room)
    sill = canvas.h * 0.78
    land.sky(canvas, hour, canvas.h * 0.62, 0.6, (rng.uniform(250, 830), canvas.h * 0.26, 44))
    land.ranges(canvas, hour, canvas.h * 0.5, sill, 3)
    _frame(canvas, wall, sill)
    side = rng.choice((-1, 1))
    _sitting_cat(canvas, 540 - side * 150, sill + 16, canvas.h * 0.4, rgb(coat_code), side)
    x = 540 + side * 240
    branches(canvas, x, sill - 170, 200, rgb("6f8f5f"), rng.random() < 0.5)
    pot = rng.choice(colours("c4643f efe3d0 4f6f7d"))
    turned_thing(canvas, x, sill + 24, 200, rng.choice(VASES), pot)


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
        smooth(at("-30 0, -33 -24, -22 -52, -15 -64, 15 -64, 22 -52, 33 -24, 30 0, 0 3"), 8),
        x,
        foot,
        s,
        s,
    )
    tail = stroke(
        smooth(at("20 -6, 40 -2, 44 14, 34 26", x, foot, s * side, s), 8, closed=False),
        10 * s,
        6 * s,
    )
    canvas.soft(oval(x + 20, foot, 40 * s, 4 * s), SHADOW, 0.5, 9)
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
