"""Laid tables, and what is served in several dishes."""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import arc, at, leaf, oval, smooth, stroke, turned
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.sketch import Scene, scene

# Ground, its texture, plate, napkin
TABLES = (
    ("b98a5e 94683f", "wood", "f5f0e6", "7d9a8c"),
    ("ece6dc d9d0c4", "cloud", "3f5560", "d98a6a"),
    ("35404a 262f38", "stone", "e9e2d6", "c9a05a"),
    ("d9c7b4 c4ad96", "cloth", "ffffff", "5f7f9a"),
    ("5f7f78 48655f", "stone", "f7f1e6", "e8c9a0"),
    ("e3b7a5 cf9a86", "cloth", "f4efe8", "8a4a4a"),
    ("6b4630 4f3222", "wood", "dfe4e2", "b5412f"),
)


Table = tuple[str, str, str, str]


Serve = Callable[[Canvas, float, float, float, Colour], None]


def dish(subject: str, words: str, plated: bool = True) -> Callable[[Serve], Scene]:
    """A scene of one dish on a laid table."""

    def of(serve: Serve) -> Scene:
        def paint(canvas: Canvas, table: Table) -> None:
            _lay(canvas, table, serve, plated)

        return scene(subject, f"{words}, seen from above", TABLES, mood="appetite")(paint)

    return of


def _lay(canvas: Canvas, table: Table, serve: Serve, plated: bool) -> None:
    rng = canvas.rng
    _table_top(canvas, table)
    side = rng.choice((-1, 1))
    x, y = 540 + side * rng.uniform(0, 70), canvas.h * 0.5 + rng.uniform(-40, 40)
    r = min(canvas.h * 0.4, 400) * rng.uniform(0.86, 1)
    if plated:
        _napkin(canvas, x - side * r * 1.05, y + rng.uniform(-60, 160), rgb(table[3]))
    serve(canvas, x, y, r, rgb(table[2]))
    if plated:
        _cutlery(canvas, x - side * (r + 70), y, r)
        _corner(canvas, side, table)


def _table_top(canvas: Canvas, table: Table) -> None:
    ground = colours(table[0])
    canvas.wash((tone(ground[0], 0.1), ground[1]))
    canvas.texture(table[1], 0.13)
    if table[1] == "wood":
        with canvas.flat() as pen:
            for i in range(1, 6):
                y = canvas.h * i / 6
                pen.box(0, y - 2, 1080, y + 2, (*tone(ground[1], -0.6), 150))


def _napkin(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    rng = canvas.rng
    cloth = turned(
        at("-190 -260, 180 -250, 200 250, -170 270", x, y), rng.uniform(-0.4, 0.4), (x, y)
    )
    canvas.soft([(px + 16, py + 20) for px, py in cloth], SHADOW, 0.4, 16)
    canvas.shape(cloth, (tone(colour, 0.15), colour))
    canvas.texture("cloth", 0.2, cloth)
    with canvas.flat((x - 400, y - 400, x + 400, y + 400)) as pen:
        a, b, c, d = cloth
        for t in (0.08, 0.12, 0.88, 0.92):
            pen.line(
                [
                    (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t),
                    (d[0] + (c[0] - d[0]) * t, d[1] + (c[1] - d[1]) * t),
                ],
                (*tone(colour, 0.5), 160),
                5,
            )


def _cutlery(canvas: Canvas, x: float, y: float, r: float) -> None:
    steel = canvas.rng.choice(colours("c9ccd0 d9b56a b5b9bd"))
    top, foot = y - r * 0.62, y + r * 0.62
    canvas.soft(stroke([(x + 14, top), (x + 14, foot)], 26), SHADOW, 0.45, 8)
    with canvas.flat((x - 60, top - 60, x + 60, foot + 10)) as pen:
        pen.rod([(x, top + r * 0.2), (x, foot)], steel, 12, 22)
        pen.fill(
            smooth(at("-28 0.06, -20 0.24, 0 0.32, 20 0.24, 28 0.06", x, top, 1, r), 6),
            tone(steel, -0.1),
        )
        for i in range(4):
            px = x - 25 + i * 16.6
            pen.fill(stroke([(px, top - r * 0.16), (px, top + r * 0.12)], 6, 8), steel)


def _corner(canvas: Canvas, side: int, table: Table) -> None:
    """Something small at the edge: a glass, leaves or crumbs."""
    rng = canvas.rng
    x, y = 540 + side * 460, canvas.h * rng.choice((0.1, 0.9))
    if rng.random() < 0.5:
        canvas.soft(oval(x + 22, y + 28, 120, 120), SHADOW, 0.5, 18)
        drink = rng.choice(colours("c9702f 8a2f3f e3b04a f2e3d0"))
        canvas.volume(oval(x, y, 120, 120), rgb("dfe6e8"), 0.3, 0.1)
        canvas.volume(oval(x, y, 102, 102), drink, 0.5, 0.16)
        canvas.soft(arc(x, y, 80, 80, pi, pi * 1.5), rgb("ffffff"), 0.5, 8)
    else:
        herbs(canvas, x, y, 11, 110, rgb("5c8a4a"))


def herbs(canvas: Canvas, x: float, y: float, count: int, spread: float, green: Colour) -> None:
    rng = canvas.rng
    with canvas.flat((x - spread * 2, y - spread * 2, x + spread * 2, y + spread * 2)) as pen:
        for _ in range(count):
            px, py = x + rng.gauss(0, 0.5) * spread, y + rng.gauss(0, 0.5) * spread
            angle, size = rng.uniform(0, 6.3), rng.uniform(44, 78)
            blade = leaf(px, py, size, size * 0.55, angle)
            pen.fill([(a + 5, b + 7) for a, b in blade], (*SHADOW, 90))
            pen.fill(blade, tone(green, rng.uniform(-0.25, 0.15)))
            pen.line(
                [(px, py), (px + cos(angle) * size * 0.9, py + sin(angle) * size * 0.9)],
                (*tone(green, 0.4), 140),
                2,
            )


def lay_plate(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.soft(oval(x + r * 0.07, y + r * 0.09, r * 1.02, r * 1.02), SHADOW, 0.6, r * 0.08)
    canvas.volume(oval(x, y, r, r, n=72), colour, 0.28, 0.06)
    canvas.soft(
        oval(x + r * 0.02, y + r * 0.03, r * 0.8, r * 0.8), tone(colour, -0.4), 0.35, r * 0.04
    )
    canvas.volume(oval(x, y, r * 0.77, r * 0.77, n=72), tone(colour, 0.1), 0.2, 0.1)


def around(rng: Random, x: float, y: float, r: float) -> tuple[float, float]:
    angle, reach = rng.uniform(0, 2 * pi), rng.random() ** 0.5 * r
    return x + cos(angle) * reach, y + sin(angle) * reach


def bowl(canvas: Canvas, x: float, y: float, r: float, colour: Colour, inside: Colour) -> None:
    canvas.soft(oval(x + r * 0.09, y + r * 0.12, r * 1.03, r * 1.03), SHADOW, 0.6, r * 0.09)
    canvas.volume(oval(x, y, r, r, n=72), colour, 0.4, 0.06)
    canvas.volume(oval(x, y, r * 0.91, r * 0.91, n=72), tone(colour, -0.3), 0.3, 0.1)
    canvas.volume(
        oval(x + r * 0.01, y + r * 0.015, r * 0.86, r * 0.86, n=72), inside, 0.35, 0.1, 0.2
    )


def egg(canvas: Canvas, x: float, y: float, r: float) -> None:
    angle = canvas.rng.uniform(0, 3)
    canvas.soft(oval(x + 6, y + 9, r, r * 0.8, angle), SHADOW, 0.4, 7)
    canvas.volume(oval(x, y, r, r * 0.78, angle), rgb("fbf6ec"), 0.25, 0.14)
    canvas.volume(oval(x + r * 0.08, y, r * 0.46, r * 0.44), rgb("f2a127"), 0.4, 0.2)
    canvas.soft(oval(x - r * 0.06, y - r * 0.14, r * 0.12, r * 0.09), rgb("fff6d9"), 0.8, 4)


def seeds(canvas: Canvas, x: float, y: float, r: float, colour: Colour, count: int) -> None:
    rng = canvas.rng
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(count):
            px, py = around(rng, x, y, r)
            pen.fill(leaf(px, py, 13, 6, rng.uniform(0, 6.3)), tone(colour, rng.uniform(-0.2, 0.1)))


def berry(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.volume(oval(x, y, r, r, n=18), colour, 0.6, 0.3)
    canvas.soft(
        oval(x - r * 0.3, y - r * 0.35, r * 0.2, r * 0.18, n=10),
        rgb("ffffff"),
        0.75,
        max(2, r * 0.12),
    )


BERRIES = colours("3f4a8a c2283f 5a3a78 d9405a 2f3a6b")
