"""Life under the surface: a whale, a pond with koi, jellyfish, turtles, a reef."""

from math import cos, pi, sin
from random import Random

from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.pen import Pen
from ..brush.shapes import Path, blob, box, clump, leaf, oval, smooth, stroke, turned
from ..sketch import Sketch, turn

_DEPTHS = (
    "bfe3dc 5fb5b8 1f7a94 0f3f63 081f3d",
    "f2d9c0 8fb5b5 3f7f94 1f4a70 10233f",
    "cfd9f2 7f93c9 4a5aa0 28336f 131a40",
    "d9ecc9 7fbf9f 2f8a80 14564f 08302f",
    "f7c9b0 c97f8a 7a4f80 3f2f63 1c173a",
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_whale, _koi, _jellyfish, _turtle, _reef)
    return scenes[seed % len(scenes)](turn(_DEPTHS, seed, len(scenes)))


def _under(canvas: Canvas, hues: tuple[Colour, ...], surface: float) -> None:
    """Water with sunbeams below a surface."""
    rng = canvas.rng
    with canvas.afar():
        canvas.wash(hues[1:], surface)
        canvas.clouds(hues[1], 0.3, surface, canvas.h * 0.8, 0.5)
        x = rng.uniform(250, 830)
        for _ in range(7):
            reach, width = rng.uniform(-460, 460), rng.uniform(20, 70)
            ray = [
                (x - 30, surface - 80),
                (x + 30, surface - 80),
                (x + reach + width, canvas.h),
                (x + reach - width, canvas.h),
            ]
            canvas.soft(ray, hues[0], rng.uniform(0.06, 0.16), 24)
        canvas.glow(x, surface, 620, hues[0], 0.4)


def _bubbles(canvas: Canvas, count: int) -> None:
    rng = canvas.rng
    with canvas.flat() as pen:
        for _ in range(count):
            x, y, r = (
                rng.uniform(0, 1080),
                rng.uniform(canvas.h * 0.3, canvas.h),
                1.5 + rng.random() ** 3 * 12,
            )
            pen.dot(x, y, r, (255, 255, 255, 46))
            pen.dot(x - r * 0.3, y - r * 0.3, r * 0.3, (255, 255, 255, 150))


def _whale(depth: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(depth)
        surface = canvas.h * rng.uniform(0.2, 0.28)
        canvas.wash((mix(hues[0], rgb("fff6e6"), 0.5), hues[0]), 0, surface + 20)
        _under(canvas, hues, surface)
        side = rng.choice((-1, 1))
        _body(
            canvas,
            540 - side * 30,
            canvas.h * rng.uniform(0.56, 0.64),
            min(4.0, canvas.h / 260),
            side,
            mix(hues[3], rgb("5f7388"), 0.5),
        )
        line = smooth(
            [(x, surface + 7 * sin(x / 60)) for x in range(-20, 1120, 40)], 4, closed=False
        )
        with canvas.flat((0, surface - 150, 1080, surface + 30)) as pen:
            pen.line(line, (255, 255, 255, 190), 4)
            _rowing_boat(pen, 540 + side * rng.uniform(60, 260), surface)
        _bubbles(canvas, 60)

    return Sketch("whale", "quiet", "A whale swimming below a small boat", paint, "clear")


def _body(canvas: Canvas, x: float, y: float, s: float, side: int, blue: Colour) -> None:
    def at(*points: tuple[float, float]) -> Path:
        return smooth([(x + side * u * s, y - v * s) for u, v in points], 8)

    canvas.volume(
        here("-92 12, -104 26, -124 30, -114 14, -124 0, -106 2, -92 6"),
        tone(blue, -0.1),
        0.4,
    )
    back = here("100 2, 94 18, 64 30, 20 32, -30 24, -70 14, -98 12, -96 4, -60 -6, -10 -20, 50 -26, 90 -16")
    canvas.volume(back, blue, 0.5, 0.2, 0.15)
    belly = here("99 0, 70 -4, 30 -6, -10 -10, -34 -12, -6 -21, 50 -27, 88 -18")
    canvas.volume(belly, mix(blue, rgb("e9eef0"), 0.7), 0.35, 0.16)
    canvas.volume(here("34 -14, 20 -44, 0 -62, 4 -40, 12 -18"), tone(blue, -0.12), 0.4)
    with canvas.flat((x - 130 * s, y - 60 * s, x + 130 * s, y + 60 * s)) as pen:
        for i in range(7):
            fold = smooth(
                [
                    (x + side * (94 - 3 * i) * s, y + (3 + 3 * i) * s),
                    (x + side * (50 - 4 * i) * s, y + (9 + 2.4 * i) * s),
                    (x + side * (0 - i) * s, y + (13 + 1.2 * i) * s),
                ],
                6,
                closed=False,
            )
            pen.line(fold, (*tone(blue, -0.35), 90), 0.9 * s)
        pen.dot(x + side * 74 * s, y - 2 * s, 2.2 * s, rgb("10182a"))
        pen.dot(x + side * 74.6 * s, y - 2.8 * s, 0.7 * s, rgb("ffffff"))


def _rowing_boat(pen: Pen, x: float, y: float) -> None:
    pen.fill(
        smooth(
            at("-80 -24, 0 -14, 84 -26, 56 14, -52 14", x, y), 5
        ),
        rgb("a8472f"),
    )
    pen.fill(
        at("-74 -24, 78 -26, 70 -14, -66 -13", x, y), rgb("e9d3b0")
    )
    pen.box(x - 14, y - 66, x + 12, y - 20, rgb("2f4a66"), 10)
    pen.dot(x - 1, y - 78, 13, rgb("e0ab82"))
    pen.fill(
        at("-24 -82, 22 -82, 10 -98, -12 -98", x, y), rgb("e3c283")
    )
    pen.line([(x - 2, y - 46), (x + 96, y + 26)], rgb("7a5a3f"), 5)


def _koi(depth: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(depth)
        with canvas.afar():
            canvas.wash((mix(hues[2], hues[3], 0.5), hues[3], hues[4]))
            canvas.clouds(hues[1], 0.35, -canvas.h * 0.4, canvas.h * 1.4, 0.6)
        for _ in range(rng.randint(6, 9)):
            _fish(
                canvas,
                rng.uniform(120, 960),
                rng.uniform(100, canvas.h - 100),
                rng.uniform(0.8, 1.35),
                rng.uniform(0, 2 * pi),
            )
        canvas.texture("water", 0.14)
        for _ in range(rng.randint(7, 11)):
            edge = rng.random() < 0.75
            x = (
                rng.choice((rng.uniform(-40, 220), rng.uniform(860, 1120)))
                if edge
                else rng.uniform(200, 880)
            )
            _lily(canvas, x, rng.uniform(0, canvas.h), rng.uniform(60, 130))

    return Sketch("koi pond", "quiet", "Koi and water lilies in a pond, seen from above", paint)


def _fish(canvas: Canvas, x: float, y: float, s: float, angle: float) -> None:
    rng = canvas.rng
    bend = rng.uniform(-34, 34)

    def at(*points: tuple[float, float]) -> Path:
        bent = [(x + u * s, y + (v + bend * (u / 130) ** 2) * s) for u, v in points]
        return turned(smooth(bent, 6), angle, (x, y))

    base, spot = rng.choice(
        (
            ("f7f0e6", "e0562f"),
            ("f28a3c", "fbf3e6"),
            ("f7efe2", "2b2a33"),
            ("e8b34a", "d9682f"),
            ("fbf4ea", "e8703f"),
        )
    )
    body = here("120 0, 104 26, 50 40, -30 30, -100 9, -100 -9, -30 -30, 50 -40, 104 -26")
    canvas.soft([(px + 26, py + 36) for px, py in body], rgb("04101f"), 0.45, 16)
    for fin in (
        ((40, 30), (10, 78), (-14, 62), (14, 32)),
        ((40, -30), (10, -78), (-14, -62), (14, -32)),
        ((-96, 0), (-170, 34), (-150, 0), (-172, -32)),
    ):
        canvas.shape(at(*fin), (mix(rgb(base), rgb("ffffff"), 0.3), rgb(base)))
    canvas.volume(body, rgb(base), 0.4, 0.22)
    for _ in range(3):
        u = rng.uniform(-60, 80)
        mark = blob(rng, 0, 0, rng.uniform(16, 36), rng.uniform(12, 22), 0.3)
        canvas.shape(at(*[(u + a, b) for a, b in mark[::3]]), (rgb(spot), tone(rgb(spot), -0.15)))
    with canvas.flat((x - 190 * s, y - 190 * s, x + 190 * s, y + 190 * s)) as pen:
        for v in (-16, 16):
            px, py = at((104, v), (105, v), (104, v))[0]
            pen.dot(px, py, 4 * s, rgb("1a1418"))
        pen.line(here("70 0, 0 0, -80 0")[:14], (255, 255, 255, 60), 5 * s)


def _lily(canvas: Canvas, x: float, y: float, r: float) -> None:
    rng = canvas.rng
    start = rng.uniform(0, 6)
    pad = [(x, y), *(p for p in oval(x, y, r, r, start, 40)[:37])]
    green = rng.choice(colours("5f9a5a 7fae5f 4a8560 8fb56a"))
    canvas.soft([(a + 14, b + 18) for a, b in pad], rgb("04101f"), 0.5, 10)
    canvas.volume(pad, green, 0.35, 0.1, 0.1)
    with canvas.flat((x - r, y - r, x + r, y + r)) as pen:
        for i in range(9):
            angle = start + 0.4 + i * 0.66
            pen.line(
                [(x, y), (x + cos(angle) * r * 0.92, y + sin(angle) * r * 0.92)],
                (*tone(green, 0.4), 110),
                2.5,
            )
        if rng.random() < 0.4:
            bloom = rng.choice(colours("f7c9d9 ffffff f2a0b8"))
            for ring in (1.0, 0.7):
                for i in range(9):
                    pen.fill(
                        leaf(x, y, r * 0.62 * ring, r * 0.26, 2 * pi * i / 9 + ring),
                        tone(bloom, -0.2 + 0.3 * (1 - ring) + 0.05 * (i % 3)),
                    )
            pen.dot(x, y, r * 0.12, rgb("f2c14e"))


def _jellyfish(depth: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(depth)
        _under(canvas, (hues[1], hues[2], hues[3], hues[4], tone(hues[4], -0.5)), 0)
        spots = sorted(
            (rng.uniform(60, 190), rng.uniform(130, 950), rng.uniform(0.14, 0.66)) for _ in range(5)
        )
        for r, x, t in spots:
            _bell(
                canvas,
                x,
                canvas.h * t,
                r,
                rng.choice((hues[0], rgb("f7b8c9"), rgb("c9d9ff"), rgb("ffd9a8"))),
            )
        _bubbles(canvas, 70)

    return Sketch("jellyfish", "quiet", "Glowing jellyfish drifting in dark water", paint, "cool")


def _bell(canvas: Canvas, x: float, y: float, r: float, hue: Colour) -> None:
    rng = canvas.rng
    canvas.glow(x, y, r * 2.6, hue, 0.4)
    with canvas.flat((x - r * 1.6, y - r * 1.2, x + r * 1.6, y + r * 4.4)) as pen:
        for i in range(15):
            start = x + (i - 7) / 7 * r * 0.82
            drift, length = rng.uniform(-0.5, 0.5) * r, r * rng.uniform(1.6, 3.8)
            line = smooth(
                [
                    (start, y + r * 0.2),
                    (start + drift, y + length * 0.4),
                    (start - drift * 0.6, y + length * 0.7),
                    (start + drift * 0.5, y + length),
                ],
                8,
                closed=False,
            )
            pen.fill(
                stroke(line, r * (0.1 if i % 3 == 1 else 0.035), 1),
                (*hue, 120 if i % 3 == 1 else 90),
            )
        dome = smooth(
            at("-1 0.2, -0.86 -0.5, 0 -0.95, 0.86 -0.5, 1 0.2, 0.5 0.08, 0 0.24, -0.5 0.08", x, y, r),
            8,
        )
        pen.fill(dome, (*hue, 150))
        pen.fill(
            [(px * 0.72 + x * 0.28, py * 0.72 + (y - r * 0.2) * 0.28) for px, py in dome],
            (*tone(hue, 0.4), 110),
        )
        for i in range(-3, 4):
            pen.line(
                smooth(
                    [
                        (x + i * r * 0.06, y - r * 0.85),
                        (x + i * r * 0.2, y - r * 0.4),
                        (x + i * r * 0.27, y + r * 0.1),
                    ],
                    6,
                    closed=False,
                ),
                (255, 255, 255, 90),
                r * 0.02,
            )
    canvas.soft(oval(x - r * 0.36, y - r * 0.5, r * 0.2, r * 0.14), rgb("ffffff"), 0.5, r * 0.08)


def _turtle(depth: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(depth)
        _under(canvas, hues, 0)
        s = min(3.3, canvas.h / 300)
        x, y, angle = 540.0, canvas.h * 0.48, rng.uniform(-0.7, 0.3) + rng.choice((0, pi))
        green = rng.choice(colours("7a8a4f 8f7a4a 5f8a70"))

        def at(*points: tuple[float, float]) -> Path:
            return turned(smooth([(x + u * s, y + v * s) for u, v in points], 6), angle, (x, y))

        for fin in (
            ((40, 40), (20, 110), (-16, 128), (4, 60)),
            ((40, -40), (56, -108), (38, -132), (14, -60)),
            ((-62, 34), (-104, 66), (-100, 48), (-72, 22)),
            ((-62, -34), (-104, -66), (-100, -48), (-72, -22)),
        ):
            canvas.volume(at(*fin), tone(green, -0.05), 0.5, 0.2, 0.5)
        canvas.volume(
            here("76 16, 104 18, 120 0, 104 -18, 76 -16"),
            tone(green, 0.1),
            0.45,
            0.24,
            0.3,
        )
        shell = here("84 0, 60 44, 0 60, -60 42, -92 0, -60 -42, 0 -60, 60 -44")
        canvas.volume(shell, mix(green, rgb("6b4a2f"), 0.5), 0.5, 0.2, 0.2)
        with canvas.flat() as pen:
            for u, v, r in (
                (50, 0, 21),
                (10, 0, 23),
                (-32, 0, 21),
                (32, 30, 18),
                (-8, 34, 19),
                (-48, 28, 17),
                (32, -30, 18),
                (-8, -34, 19),
                (-48, -28, 17),
            ):
                plate = [(u + r * cos(pi * i / 3), v + r * sin(pi * i / 3)) for i in range(6)]
                pen.fill(
                    turned([(x + a * s, y + b * s) for a, b in plate], angle, (x, y)),
                    (*tone(mix(green, rgb("a8703f"), 0.5), rng.uniform(-0.1, 0.25)), 210),
                )
        _bubbles(canvas, 70)

    return Sketch(
        "sea turtle", "quiet", "A sea turtle gliding through sunlit water", paint, "clear"
    )


def _reef(depth: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(depth)
        _under(canvas, hues, 0)
        corals = colours("e8604c f2a07a d94f7a f2c14e 8f6bb5 f7b8c4 5fb5a8")
        for near in (0.0, 0.5, 1.0):
            with canvas.flat((0, canvas.h * 0.4, 1080, canvas.h)) as pen:
                for _ in range(9):
                    x = rng.uniform(0, 1080)
                    hue = mix(hues[3], rng.choice(corals), 0.25 + 0.75 * near)
                    _coral(
                        pen,
                        rng,
                        x,
                        canvas.h * (0.84 + 0.18 * near),
                        (230 + 150 * near) * rng.uniform(0.5, 1.1),
                        hue,
                    )
            if near < 1:
                canvas.mist(canvas.h * 0.5, canvas.h, hues[3], 0, 0.4)
        for _ in range(14):
            _small_fish(
                canvas,
                rng.uniform(60, 1020),
                canvas.h * rng.uniform(0.12, 0.66),
                rng.uniform(26, 56),
                rng.choice(corals),
            )
        _bubbles(canvas, 60)

    return Sketch("coral reef", "bright", "Small bright fish above a coral reef", paint, "clear")


def _coral(pen: Pen, rng: Random, x: float, foot: float, tall: float, hue: Colour) -> None:
    if rng.random() < 0.4:
        for _ in range(26):
            pen.fill(
                clump(
                    rng,
                    x + rng.gauss(0, 0.2) * tall,
                    foot - tall * 0.3 + rng.gauss(0, 0.14) * tall,
                    tall * 0.1,
                    tall * 0.09,
                ),
                tone(hue, rng.uniform(-0.3, 0.2)),
            )
        return
    for i in range(7):
        angle = -pi / 2 + (i - 3) * 0.25 + rng.uniform(-0.1, 0.1)
        reach = tall * rng.uniform(0.7, 1)
        middle = (
            x + cos(angle) * reach * 0.4 + rng.uniform(-12, 12),
            foot + sin(angle) * reach * 0.5,
        )
        end = x + cos(angle) * reach, foot + sin(angle) * reach
        limb = smooth([(x, foot), middle, end], 6, closed=False)
        pen.fill(stroke(limb, tall * 0.12, tall * 0.06), tone(hue, rng.uniform(-0.25, 0.05)))
        pen.dot(*end, tall * 0.045, tone(hue, 0.2))


def _small_fish(canvas: Canvas, x: float, y: float, s: float, hue: Colour) -> None:
    side = canvas.rng.choice((-1, 1))
    tail: Path = at("-0.9 0, -1.6 -0.5, -1.4 0, -1.6 0.5", x, y, s * side, s)
    canvas.shape(tail, (tone(hue, 0.1), tone(hue, -0.2)))
    canvas.volume(oval(x, y, s, s * 0.6), hue, 0.45, 0.26)
    with canvas.flat((x - s * 1.2, y - s, x + s * 1.2, y + s)) as pen:
        for u in (-0.3, 0.2):
            pen.fill(
                box(
                    x + side * u * s - s * 0.07,
                    y - s * 0.5,
                    x + side * u * s + s * 0.07,
                    y + s * 0.5,
                ),
                (255, 255, 255, 190),
            )
        pen.dot(x + side * s * 0.62, y - s * 0.1, s * 0.11, rgb("16121a"))
