"""Food from above: a table, a plate, and what is on it."""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, arc, blob, box, clump, leaf, oval, smooth, stroke, turned
from ..sketch import Sketch, turn
from .things import SHADOW

# Ground, its texture, plate, napkin
_TABLES = (
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


def sketch(seed: int, rng: Random) -> Sketch:
    menu: tuple[tuple[str, str, Serve], ...] = (
        ("pizza", "A pizza with tomatoes, mozzarella and basil", _pizza),
        ("latte", "A cup of coffee with a leaf drawn in the milk foam", _latte),
        ("salad", "A bowl with avocado, egg, tomatoes and greens", _salad),
        ("citrus slices", "Slices of orange, lemon and grapefruit", _slices),
        ("ramen", "A bowl of noodle soup with egg and spring onions", _ramen),
        ("pancakes", "Pancakes with berries and syrup", _pancakes),
        ("berry tart", "A tart covered with rings of berries", _tart),
        ("sushi", "Rows of sushi on a plate", _sushi),
        ("biscuits", "Round biscuits with chocolate on a board", _biscuits),
    )
    subject, words, serve = menu[seed % len(menu)]
    table = turn(_TABLES, seed, len(menu))
    return Sketch(
        subject, "appetite", f"{words}, seen from above", lambda canvas: _lay(canvas, table, serve)
    )


def _lay(canvas: Canvas, table: Table, serve: Serve) -> None:
    rng = canvas.rng
    ground = colours(table[0])
    canvas.wash((tone(ground[0], 0.1), ground[1]))
    canvas.texture(table[1], 0.2)
    if table[1] == "wood":
        with canvas.flat() as pen:
            for i in range(1, 6):
                pen.box(
                    0,
                    canvas.h * i / 6 - 2,
                    1080,
                    canvas.h * i / 6 + 2,
                    (*tone(ground[1], -0.6), 150),
                )
    side = rng.choice((-1, 1))
    x, y = 540 + side * rng.uniform(0, 70), canvas.h * 0.5 + rng.uniform(-40, 40)
    r = min(canvas.h * 0.4, 400) * rng.uniform(0.86, 1)
    plated = serve not in (_slices, _sushi, _biscuits)
    if plated:
        _napkin(canvas, x - side * r * 1.05, y + rng.uniform(-60, 160), rgb(table[3]))
    serve(canvas, x, y, r, rgb(table[2]))
    if plated:
        _cutlery(canvas, x - side * (r + 70), y, r)
        _corner(canvas, side, table)


def _napkin(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    rng = canvas.rng
    cloth = turned(
        at("-190 -260, 180 -250, 200 250, -170 270", x, y),
        rng.uniform(-0.4, 0.4),
        (x, y),
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
            smooth(
                at("-28 0.06, -20 0.24, 0 0.32, 20 0.24, 28 0.06", x, top, 1, r),
                6,
            ),
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
        _herbs(canvas, x, y, 11, 110, rgb("5c8a4a"))


def _herbs(canvas: Canvas, x: float, y: float, count: int, spread: float, green: Colour) -> None:
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


def _plate(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.soft(oval(x + r * 0.07, y + r * 0.09, r * 1.02, r * 1.02), SHADOW, 0.6, r * 0.08)
    canvas.volume(oval(x, y, r, r, n=72), colour, 0.28, 0.06)
    canvas.soft(
        oval(x + r * 0.02, y + r * 0.03, r * 0.8, r * 0.8), tone(colour, -0.4), 0.35, r * 0.04
    )
    canvas.volume(oval(x, y, r * 0.77, r * 0.77, n=72), tone(colour, 0.1), 0.2, 0.1)


def _around(rng: Random, x: float, y: float, r: float) -> tuple[float, float]:
    angle, reach = rng.uniform(0, 2 * pi), rng.random() ** 0.5 * r
    return x + cos(angle) * reach, y + sin(angle) * reach


def _pizza(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 26, y + 34, r * 1.04, r * 1.04), SHADOW, 0.6, 24)
    canvas.volume(blob(rng, x, y, r * 1.02, r * 1.02, 0.025, 16), rgb("d99a4e"), 0.5, 0.07, 0.3)
    canvas.volume(blob(rng, x, y, r * 0.86, r * 0.86, 0.03, 14), rgb("c4432a"), 0.3, 0.1, 0.3)
    canvas.volume(
        blob(rng, x, y, r * 0.8, r * 0.8, 0.06, 18), rgb("e8b45a"), 0.35, 0.1, 0.5, "cloud"
    )
    for _ in range(9):
        px, py = _around(rng, x, y, r * 0.68)
        canvas.volume(blob(rng, px, py, r * 0.13, r * 0.11, 0.2), rgb("fbf3de"), 0.3, 0.25)
    for _ in range(8):
        px, py = _around(rng, x, y, r * 0.66)
        canvas.volume(oval(px, py, r * 0.12, r * 0.12), rgb("b5302a"), 0.45, 0.14, 0.2)
        canvas.soft(oval(px - r * 0.03, py - r * 0.03, r * 0.05, r * 0.05), rgb("f2a08a"), 0.5, 6)
    _herbs(canvas, x, y, 9, r * 0.62, rgb("4a7f3a"))
    start = rng.uniform(0, 1)
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for i in range(4):
            a = start + i * pi / 4
            pen.line(
                [
                    (x - cos(a) * r * 0.98, y - sin(a) * r * 0.98),
                    (x + cos(a) * r * 0.98, y + sin(a) * r * 0.98),
                ],
                (90, 40, 20, 150),
                4,
            )


def _latte(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    _plate(canvas, x, y, r, plate)
    cup = mix(plate, rgb("ffffff"), 0.3) if sum(plate) > 380 else rgb("f3ece0")
    side = canvas.rng.choice((-1, 1))
    s = r * 0.6
    canvas.soft(oval(x + s * 0.16, y + s * 0.2, s * 1.05, s * 1.05), SHADOW, 0.55, s * 0.12)
    canvas.volume(
        stroke(
            [(x + side * s * 0.9, y + s * 0.2), (x + side * s * 1.38, y + s * 0.36)],
            s * 0.24,
            s * 0.3,
        ),
        cup,
        0.4,
        0.3,
    )
    canvas.volume(oval(x, y, s, s, n=64), cup, 0.4, 0.08)
    canvas.volume(oval(x, y, s * 0.88, s * 0.88, n=64), rgb("8a5230"), 0.4, 0.1)
    foam = rgb("f3dfbf")
    tilt = canvas.rng.uniform(-0.5, 0.5)
    parts: list[Path] = []
    for i in range(5):
        v = -0.5 + 0.25 * i
        width = 0.5 - 0.07 * i
        for half in (-1, 1):
            parts.append(
                [
                    (x + half * u * s, y - w * s)
                    for u, w in (
                        (0.02, v - 0.12),
                        (width, v + 0.1),
                        (width * 0.9, v + 0.22),
                        (0.02, v + 0.06),
                    )
                ]
            )
    with canvas.flat((x - s, y - s, x + s, y + s)) as pen:
        for part in parts:
            pen.fill(turned(smooth(part, 6), tilt, (x, y)), foam)
        pen.line(
            turned([(x, y + s * 0.68), (x, y - s * 0.64)], tilt, (x, y)), rgb("8a5230"), s * 0.035
        )
    canvas.soft(arc(x, y, s * 0.7, s * 0.7, pi * 1.05, pi * 1.5), rgb("fff4e0"), 0.3, 10)


def _bowl(canvas: Canvas, x: float, y: float, r: float, colour: Colour, inside: Colour) -> None:
    canvas.soft(oval(x + r * 0.09, y + r * 0.12, r * 1.03, r * 1.03), SHADOW, 0.6, r * 0.09)
    canvas.volume(oval(x, y, r, r, n=72), colour, 0.4, 0.06)
    canvas.volume(oval(x, y, r * 0.91, r * 0.91, n=72), tone(colour, -0.3), 0.3, 0.1)
    canvas.volume(
        oval(x + r * 0.01, y + r * 0.015, r * 0.86, r * 0.86, n=72), inside, 0.35, 0.1, 0.2
    )


def _egg(canvas: Canvas, x: float, y: float, r: float) -> None:
    angle = canvas.rng.uniform(0, 3)
    canvas.soft(oval(x + 6, y + 9, r, r * 0.8, angle), SHADOW, 0.4, 7)
    canvas.volume(oval(x, y, r, r * 0.78, angle), rgb("fbf6ec"), 0.25, 0.14)
    canvas.volume(oval(x + r * 0.08, y, r * 0.46, r * 0.44), rgb("f2a127"), 0.4, 0.2)
    canvas.soft(oval(x - r * 0.06, y - r * 0.14, r * 0.12, r * 0.09), rgb("fff6d9"), 0.8, 4)


def _salad(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    _bowl(canvas, x, y, r, plate, rgb("6f9a4a"))
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(110):
            px, py = _around(rng, x, y, r * 0.72)
            size = r * rng.uniform(0.1, 0.24)
            pen.fill(
                clump(rng, px, py, size, size * 0.7),
                tone(rng.choice(colours("7fa84f 5c8a3f a3c46a 47753a")), rng.uniform(-0.2, 0.15)),
            )
    for i in range(5):
        angle = -0.9 + i * 0.2
        slice_ = arc(x - r * 0.3, y + r * 0.22, r * 0.42, r * 0.42, angle, angle + 2.2, n=16)
        crescent = [
            *slice_,
            *reversed(
                [
                    (px * 0.8 + (x - r * 0.3) * 0.2, py * 0.8 + (y + r * 0.22) * 0.2 + 20)
                    for px, py in slice_
                ]
            ),
        ]
        canvas.volume(
            turned(crescent, 0.2 * i, (x - r * 0.3, y + r * 0.2)),
            mix(rgb("b5c95a"), rgb("e3e08a"), i / 5),
            0.35,
            0.12,
        )
    for i in range(8):
        px, py = (
            x + r * (0.26 + 0.17 * (i % 3)),
            y - r * (0.36 - 0.16 * (i // 3)) + rng.uniform(-8, 8),
        )
        canvas.volume(
            oval(px, py, r * 0.1, r * 0.1), rng.choice(colours("d9402f e2603a c4302f")), 0.5, 0.3
        )
        canvas.soft(oval(px - r * 0.03, py - r * 0.04, r * 0.025, r * 0.025), rgb("ffe9dc"), 0.9, 3)
    _egg(canvas, x - r * 0.2, y - r * 0.4, r * 0.24)
    _egg(canvas, x + r * 0.36, y + r * 0.36, r * 0.24)
    _seeds(canvas, x, y, r * 0.7, rgb("f7efd9"), 60)


def _seeds(canvas: Canvas, x: float, y: float, r: float, colour: Colour, count: int) -> None:
    rng = canvas.rng
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(count):
            px, py = _around(rng, x, y, r)
            pen.fill(leaf(px, py, 13, 6, rng.uniform(0, 6.3)), tone(colour, rng.uniform(-0.2, 0.1)))


_CITRUS = colours("f08c24 f4d03f e8604c a8c94a")


def _slices(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    spots: list[tuple[float, float, float]] = []
    for _ in range(500):
        px, py, s = rng.uniform(40, 1040), rng.uniform(40, canvas.h - 40), rng.uniform(110, 190)
        if all((px - a) ** 2 + (py - b) ** 2 > (s + c) ** 2 * 0.9 for a, b, c in spots):
            spots.append((px, py, s))
    for px, py, s in spots[:16]:
        canvas.soft(oval(px + 14, py + 18, s, s), SHADOW, 0.5, 14)
        hue = rng.choice(_CITRUS)
        canvas.volume(oval(px, py, s, s), hue, 0.35, 0.06, 0.1)
        canvas.volume(oval(px, py, s * 0.91, s * 0.91), rgb("fbf1d9"), 0.15, 0.06)
        with canvas.flat((px - s, py - s, px + s, py + s)) as pen:
            _segments(pen, rng, px, py, s * 0.84, hue)
    _herbs(canvas, rng.uniform(300, 800), rng.uniform(200, canvas.h - 200), 7, 180, rgb("5c8a4a"))


def _segments(pen: Pen, rng: Random, x: float, y: float, r: float, hue: Colour) -> None:
    count, start = rng.randint(8, 11), rng.uniform(0, 1)
    for i in range(count):
        a, b = start + 2 * pi * (i + 0.07) / count, start + 2 * pi * (i + 0.93) / count
        middle = (a + b) / 2
        apex = x + cos(middle) * r * 0.12, y + sin(middle) * r * 0.12
        pen.fill([apex, *arc(x, y, r, r, a, b, n=9)], tone(hue, -0.06 + 0.12 * -sin(middle)))
        pen.fill(
            [
                (
                    apex[0] * 0.6 + (x + cos(middle) * r) * 0.4,
                    apex[1] * 0.6 + (y + sin(middle) * r) * 0.4,
                ),
                *arc(x, y, r * 0.92, r * 0.92, a + 0.07, b - 0.07, n=7),
            ],
            tone(hue, 0.22),
        )
        for _ in range(5):
            t, angle = rng.uniform(0.4, 0.85), rng.uniform(a + 0.1, b - 0.1)
            pen.fill(
                leaf(x + cos(angle) * r * t, y + sin(angle) * r * t, r * 0.12, r * 0.04, angle),
                (*tone(hue, 0.6), 150),
            )


def _ramen(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    _bowl(canvas, x, y, r, tone(rgb("2f3f4a"), 0.05) if sum(plate) > 600 else plate, rgb("c98a45"))
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(42):
            angle, offset = rng.uniform(-0.5, 0.5), rng.uniform(-0.6, 0.6) * r
            reach = (
                (r * r * 0.5 - offset * offset * 0.8) ** 0.5
                if offset * offset * 0.8 < r * r * 0.5
                else r * 0.2
            )
            strand = smooth(
                [
                    (x - reach, y + offset),
                    (x - reach * 0.3, y + offset + rng.uniform(-40, 40)),
                    (x + reach * 0.3, y + offset + rng.uniform(-40, 40)),
                    (x + reach, y + offset),
                ],
                6,
                closed=False,
            )
            strand = turned(strand, angle, (x, y))
            pen.line(strand, tone(rgb("c9a050"), -0.25), 13)
            pen.line(
                [(px - 2, py - 3) for px, py in strand],
                tone(rgb("f2d694"), rng.uniform(-0.1, 0.15)),
                8,
            )
    for i in range(3):
        pork = blob(
            rng, x - r * 0.36 + i * r * 0.13, y - r * 0.34 + i * r * 0.12, r * 0.3, r * 0.25, 0.06
        )
        canvas.volume(pork, rgb("b5765a"), 0.45, 0.1, 0.3)
        canvas.volume(
            [
                (
                    px * 0.6 + (x - r * 0.36 + i * r * 0.13) * 0.4,
                    py * 0.6 + (y - r * 0.34 + i * r * 0.12) * 0.4,
                )
                for px, py in pork
            ],
            rgb("dba98a"),
            0.3,
            0.2,
            0.2,
        )
    _egg(canvas, x + r * 0.36, y - r * 0.18, r * 0.23)
    _egg(canvas, x + r * 0.2, y - r * 0.46, r * 0.22)
    canvas.shape(
        turned(
            box(x - r * 0.5, y + r * 0.12, x - r * 0.16, y + r * 0.72),
            0.2,
            (x - r * 0.3, y + r * 0.4),
        ),
        (rgb("2f4a3a"), rgb("1c3028")),
    )
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for _ in range(34):
            px, py = x + r * 0.26 + rng.gauss(0, 0.13) * r, y + r * 0.38 + rng.gauss(0, 0.11) * r
            pen.ring(px, py, rng.uniform(9, 15), tone(rgb("8fc25a"), rng.uniform(-0.3, 0.3)), 5)
    canvas.soft(
        stroke([(x + r * 0.6, y - r * 1.14), (x + r * 1.2, y + r * 0.7)], 24), SHADOW, 0.4, 8
    )
    with canvas.flat() as pen:
        for shift in (0, 30):
            pen.rod(
                [(x + r * 0.52 + shift, y - r * 1.2), (x + r * 1.1 + shift * 1.5, y + r * 0.66)],
                rgb("8a3f2a"),
                11,
                16,
            )


def _berry(canvas: Canvas, x: float, y: float, r: float, colour: Colour) -> None:
    canvas.volume(oval(x, y, r, r, n=18), colour, 0.6, 0.3)
    canvas.soft(
        oval(x - r * 0.3, y - r * 0.35, r * 0.2, r * 0.18, n=10),
        rgb("ffffff"),
        0.75,
        max(2, r * 0.12),
    )


_BERRIES = colours("3f4a8a c2283f 5a3a78 d9405a 2f3a6b")


def _pancakes(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    _plate(canvas, x, y, r, plate)
    for i in range(4):
        px, py = x + rng.uniform(-16, 16), y + rng.uniform(-16, 16) - i * 7
        cake = blob(rng, px, py, r * (0.66 - 0.02 * i), r * (0.64 - 0.02 * i), 0.03, 12)
        canvas.soft([(a + 8, b + 12) for a, b in cake], SHADOW, 0.4, 9)
        canvas.volume(cake, rgb("e6b469"), 0.4, 0.06, 0.1)
        canvas.volume(
            [(a * 0.9 + px * 0.1, b * 0.9 + py * 0.1) for a, b in cake],
            rgb("b9713a"),
            0.35,
            0.1,
            0.5,
            "cloud",
        )
    syrup = blob(rng, x, y - 20, r * 0.48, r * 0.42, 0.3, 9)
    canvas.volume(syrup, rgb("8a3f14"), 0.45, 0.1)
    canvas.volume(blob(rng, x, y - 30, r * 0.2, r * 0.17, 0.06, 8), rgb("fbeec4"), 0.35, 0.2)
    for _ in range(13):
        px, py = x + rng.gauss(0, 0.3) * r, y - 20 + rng.gauss(0, 0.26) * r
        canvas.soft(oval(px + 5, py + 8, r * 0.075, r * 0.075), SHADOW, 0.45, 5)
        _berry(canvas, px, py, r * rng.uniform(0.06, 0.085), rng.choice(_BERRIES))
    _herbs(canvas, x + r * 0.1, y - 30, 3, r * 0.16, rgb("5c8a4a"))


def _tart(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    _plate(canvas, x, y, r * 1.06, plate)
    crust: Path = []
    for i in range(96):
        reach = r * (0.9 + 0.025 * cos(i * pi / 2))
        crust.append((x + cos(2 * pi * i / 96) * reach, y + sin(2 * pi * i / 96) * reach))
    canvas.soft([(a + 12, b + 16) for a, b in crust], SHADOW, 0.5, 14)
    canvas.volume(smooth(crust, 2), rgb("d09a55"), 0.45, 0.05, 0.2)
    canvas.volume(oval(x, y, r * 0.8, r * 0.8), rgb("f7e6b8"), 0.3, 0.06)
    hues = rng.sample(_BERRIES, 3)
    ring = 0
    reach = r * 0.72
    while reach > r * 0.04:
        count = max(1, int(2 * pi * reach / (r * 0.145)))
        for i in range(count):
            angle = 2 * pi * i / count + ring * 0.3
            _berry(
                canvas, x + cos(angle) * reach, y + sin(angle) * reach, r * 0.072, hues[ring % 3]
            )
        reach -= r * 0.14
        ring += 1
    _herbs(canvas, x, y, 3, r * 0.14, rgb("5c8a4a"))


def _sushi(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    slab = box(x - r * 1.1, y - r * 0.86, x + r * 1.1, y + r * 0.86)
    dark = rgb("39424a") if sum(plate) > 500 else plate
    canvas.soft([(a + 18, b + 24) for a, b in slab], SHADOW, 0.6, 18)
    canvas.shape(slab, (tone(dark, 0.12), tone(dark, -0.15)))
    canvas.texture("stone", 0.2, slab)
    for row in range(3):
        for column in range(4):
            px, py = x + (column - 1.5) * r * 0.52, y + (row - 1) * r * 0.54
            (_roll if (row + column // 2) % 2 else _nigiri)(canvas, px, py, r * 0.2)
    canvas.volume(
        blob(rng, x + r * 0.95, y + r * 0.72, r * 0.09, r * 0.07, 0.2), rgb("8fb35a"), 0.4
    )


def _roll(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    canvas.soft(oval(x + 9, y + 12, r, r), SHADOW, 0.5, 8)
    canvas.volume(oval(x, y, r, r), rgb("20302a"), 0.4, 0.1)
    canvas.volume(oval(x, y, r * 0.88, r * 0.88), rgb("fbf7ee"), 0.25, 0.1, 0.4)
    for i, hue in enumerate(rng.sample(colours("f0814f 8fb35a f2c14e d9405a"), 3)):
        angle = 2.1 * i
        canvas.volume(
            oval(x + cos(angle) * r * 0.26, y + sin(angle) * r * 0.26, r * 0.26, r * 0.24), hue, 0.4
        )


def _nigiri(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    hue = rng.choice(colours("f08a5a c9403f f4c9b5 f2d08a"))
    canvas.soft(oval(x + 9, y + 12, r * 1.05, r * 0.66), SHADOW, 0.5, 8)
    canvas.volume(oval(x, y, r * 1.02, r * 0.62), rgb("fbf7ee"), 0.3, 0.14, 0.4)
    fish = smooth(
        at("-1.1 0, -0.9 -0.5, 0.9 -0.5, 1.1 0, 0.9 0.44, -0.9 0.44", x, y, r),
        5,
    )
    canvas.volume(fish, hue, 0.4, 0.18)
    with canvas.flat((x - r * 1.2, y - r * 0.6, x + r * 1.2, y + r * 0.6)) as pen:
        for i in range(4):
            px = x - r * 0.75 + i * r * 0.46
            pen.line(
                [(px, y + r * 0.36), (px + r * 0.24, y - r * 0.4)], (*tone(hue, 0.6), 170), r * 0.07
            )


def _biscuits(canvas: Canvas, x: float, y: float, r: float, plate: Colour) -> None:
    rng = canvas.rng
    board = box(x - r * 1.15, y - r * 1.0, x + r * 1.15, y + r * 1.0)
    canvas.soft([(a + 16, b + 22) for a, b in board], SHADOW, 0.5, 18)
    canvas.shape(board, (rgb("dcb987"), rgb("c49a63")))
    canvas.texture("wood", 0.2, board)
    for row in range(3):
        for column in range(3):
            px, py = (
                x + (column - 1) * r * 0.7 + rng.uniform(-14, 14),
                y + (row - 1) * r * 0.62 + rng.uniform(-14, 14),
            )
            s = r * 0.27
            cake = blob(rng, px, py, s, s, 0.05, 12)
            canvas.soft([(a + 9, b + 13) for a, b in cake], SHADOW, 0.45, 9)
            canvas.volume(cake, rng.choice(colours("c98a4a b5763a d9a05f")), 0.45, 0.1, 0.5)
            with canvas.flat((px - s, py - s, px + s, py + s)) as pen:
                for _ in range(9):
                    cx, cy = _around(rng, px, py, s * 0.76)
                    pen.fill(clump(rng, cx + 3, cy + 4, s * 0.14, s * 0.12), (40, 20, 14, 90))
                    pen.fill(clump(rng, cx, cy, s * 0.14, s * 0.12), rgb("4a2a1c"))
                    pen.dot(cx - s * 0.04, cy - s * 0.05, s * 0.03, rgb("8a5a40"))
    _seeds(canvas, x, y, r * 1.1, rgb("f7efe0"), 30)
