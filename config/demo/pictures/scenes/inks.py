"""Abstracts: marble with gold, agate, floating ink, brush mountains, layers of cut paper."""

from math import pi, sin
from random import Random

from PIL import Image, ImageChops

from ..brush import noise
from ..brush.canvas import Canvas
from ..brush.colour import Colour, colours, mix, rgb, tone
from ..brush.paint import coloured
from ..brush.shapes import Path, arc, blob, box, down_to, leaf, oval, ridge, smooth, stroke
from ..sketch import Sketch, turn
from . import land

_HUES = (
    "0f2a43 1f5f7a 6fb3b8 f2e3c9 e9a15b",
    "3b1330 8a2f5a d9748a f7d3c4 f2e8dc",
    "12302a 2f6b55 8fb58a e9dfb8 d9a441",
    "1a1633 4a3f8a 9a8fd0 e6d9f0 f2b8a0",
    "2b1a14 7a3a22 c9783f f0c48a f7ead2",
    "101820 3a4a58 8fa0aa dfe3e2 c9a86a",
    "f2efe8 c9d6d4 7fa3a8 35596b d9765a",
)


def sketch(seed: int, rng: Random) -> Sketch:
    scenes = (_marble, _agate, _floating, _brush, _paper, _colour_field)
    return scenes[seed % len(scenes)](turn(_HUES, seed, len(scenes)))


def _marble(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(codes)
        size = canvas.image.size
        flow = ImageChops.add(noise.cut("cloud", rng, size, 1.4), noise.cut("swell", rng, size), 2)
        canvas.image.paste(
            coloured(flow, (hues[0], hues[0], hues[1], hues[1], hues[2], hues[3], hues[3]))
        )
        gold = [0] * 256
        for middle in (96, 131, 160):
            for i in range(-3, 4):
                gold[middle + i] = 255 - abs(i) * 62
        vein = rgb("d9b25f")
        glitter = coloured(noise.cut("stone", rng, size), (tone(vein, -0.5), vein, tone(vein, 0.6)))
        canvas.image.paste(glitter, (0, 0), flow.point(gold))
        canvas.texture("stone", 0.08)

    return Sketch("marble", "abstract", "Flowing marble with fine veins of gold", paint, "clear", 5)


def _agate(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(codes)
        size = canvas.image.size
        field = Image.blend(
            noise.cut("swell", rng, size, 1.3), noise.cut("cloud", rng, size, 2.4), 0.2
        )
        order = [rng.choice(hues) for _ in range(26)]
        stripes: list[Colour] = []
        for i, hue in enumerate(order):
            stripes += [tone(hue, -0.12), hue, hue, tone(hue, 0.25) if i % 2 else hue]
        canvas.image.paste(coloured(field, tuple(stripes)))
        crystal = noise.cut("crag", rng, size)
        canvas.image.paste(
            coloured(crystal, (hues[1], hues[3], rgb("ffffff"))),
            (0, 0),
            field.point([255 if i > 222 else 0 for i in range(256)]),
        )
        canvas.texture("stone", 0.12)

    return Sketch("agate", "abstract", "Bands of colour in a cut agate", paint, "clear", 5)


def _floating(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(codes)
        pale = max(hues, key=sum)
        canvas.wash((tone(pale, 0.3), pale))
        drops = [
            (rng.uniform(150, 930), rng.uniform(150, canvas.h - 150), rng.uniform(0, 6))
            for _ in range(3)
        ]
        with canvas.flat() as pen:
            for i in range(18, 0, -1):
                for j, (x, y, phase) in enumerate(drops):
                    reach = 14 + i * (26 - 4 * j)
                    outline = [
                        (
                            x
                            + reach
                            * (
                                1
                                + 0.17 * sin(3 * a + phase)
                                + 0.1 * sin(5 * a + phase * 2 + i * 0.05)
                            )
                            * u,
                            y + reach * (1 + 0.13 * sin(2 * a + phase)) * v,
                        )
                        for a, u, v in _circle()
                    ]
                    hue = hues[(i * (j + 2) // 3 + j) % len(hues)]
                    pen.fill(outline, pale if i % 2 else hue)
        canvas.texture("cloud", 0.1)
        canvas.texture("cloth", 0.08)

    return Sketch("floating ink", "abstract", "Rings of ink floating on water", paint, "faded")


def _circle() -> list[tuple[float, float, float]]:
    around = arc(0, 0, 1, 1, 0, 2 * pi, n=64)
    return [(2 * pi * i / 63, u, v) for i, (u, v) in enumerate(around)]


def _brush(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        ink = mix(min(colours(codes), key=sum), rgb("1c1f26"), 0.4)
        paper = rgb("f3ecdd")
        canvas.wash((tone(paper, 0.2), paper))
        canvas.texture("cloth", 0.08)
        x, y, r = rng.uniform(250, 830), canvas.h * rng.uniform(0.16, 0.28), rng.uniform(60, 100)
        canvas.volume(oval(x, y, r, r), rgb("c93a2a"), 0.2, 0.1, 0.3)
        for i in range(5):
            base = canvas.h * (0.36 + 0.13 * i)
            line = ridge(rng, base, 330 - 30 * i, 0.54)
            colour = mix(paper, ink, 0.2 + 0.17 * i)
            canvas.shape(
                down_to(line, base + canvas.h * 0.3), (colour, mix(colour, paper, 0.6), paper)
            )
            canvas.mist(base + canvas.h * 0.02, base + canvas.h * 0.32, paper, 0, 1)
        canvas.texture("crag", 0.06)
        with canvas.flat() as pen:
            land.birds(pen, rng, 1080 - x, y + 60, rng.randint(3, 7), ink)
            sx, sy = rng.choice((70.0, 950.0)), canvas.h - 140
            pen.box(sx, sy, sx + 62, sy + 74, rgb("b5302a"), 6)
            for i in range(3):
                pen.box(sx + 12, sy + 14 + 18 * i, sx + 50, sy + 20 + 18 * i, paper)
            pen.box(sx + 27, sy + 10, sx + 34, sy + 62, paper)
            _bamboo(canvas.rng, pen.fill, 1080 - sx, canvas.h, ink)

    return Sketch("ink mountains", "calm", "Ink mountains in mist below a red sun", paint, "faded")


def _bamboo(rng: Random, fill: object, x: float, height: float, ink: Colour) -> None:
    assert callable(fill)
    for i in range(3):
        px = x + (i - 1) * 46 + rng.uniform(-14, 14)
        top = height * rng.uniform(0.5, 0.7)
        y = height
        while y > top:
            fill(stroke([(px, y), (px + 2, y - 86)], 13, 12), (*ink, 225))
            y -= 94
        for _ in range(7):
            fill(
                leaf(
                    px,
                    rng.uniform(top, height * 0.9),
                    rng.uniform(80, 140),
                    22,
                    rng.choice((0.5, 2.5)) + rng.uniform(-0.5, 0.5),
                ),
                (*ink, 215),
            )


def _paper(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = colours(codes)
        layers = 6
        light = rng.choice((-1, 1))
        canvas.wash((tone(hues[3], 0.3), hues[3]))
        canvas.glow(540, canvas.h * 0.45, 520, rgb("fff6e0"), 0.5)
        kind = rng.choice((_wave_edge, _hole_edge))
        for i in range(layers):
            t = i / (layers - 1)
            colour = mix(hues[2], hues[1], t * 2) if t < 0.5 else mix(hues[1], hues[0], t * 2 - 1)
            colour = hues[4] if i == 2 else colour
            shape = kind(rng, i, layers, canvas.h)
            canvas.soft([(x + 12 * light, y + 18) for x, y in shape], rgb("0c0a1c"), 0.5, 22)
            canvas.shape(shape, (tone(colour, 0.14), colour, tone(colour, -0.08)))
        canvas.texture("stone", 0.1)

    return Sketch(
        "cut paper",
        "abstract",
        "Layers of cut paper with soft shadows between them",
        paint,
        "clear",
    )


def _wave_edge(rng: Random, i: int, layers: int, height: float) -> Path:
    y = height * (0.26 + 0.7 * i / layers)
    line = smooth([(x, y + rng.uniform(-80, 80)) for x in range(-100, 1300, 170)], 10, closed=False)
    return down_to(line, height + 200)


def _hole_edge(rng: Random, i: int, layers: int, height: float) -> Path:
    reach = (0.16 + 0.62 * i / layers) * max(height, 1080) * 0.78
    hole = blob(rng, 540, height / 2, reach * 0.9, reach, 0.12, 9)
    frame = [(-300.0, -300.0), (1380.0, -300.0), (1380.0, height + 300), (-300.0, height + 300)]
    return [*frame, frame[0], hole[0], *reversed(hole), frame[0]]


def _colour_field(codes: str) -> Sketch:
    def paint(canvas: Canvas) -> None:
        rng = canvas.rng
        hues = list(colours(codes))
        rng.shuffle(hues)
        canvas.wash((tone(hues[0], 0.15), hues[0]))
        canvas.texture("cloth", 0.14)
        shapes = rng.randint(4, 6)
        for i in range(shapes):
            hue = hues[1 + i % 4]
            x, y = rng.uniform(200, 880), canvas.h * rng.uniform(0.15, 0.85)
            big = rng.uniform(150, 330)
            form = rng.choice(
                (
                    oval(x, y, big, big),
                    arc(x, y, big, big, 0, pi, rng.choice((0.0, pi / 2, pi))),
                    blob(rng, x, y, big, big * 0.7, 0.22),
                    box(x - big, y - big * 0.5, x + big, y + big * 0.5),
                )
            )
            canvas.soft([(px + 10, py + 14) for px, py in form], rgb("14101c"), 0.2, 14)
            canvas.volume(form, hue, 0.3, 0.08, 0.35)
        with canvas.flat() as pen:
            for _ in range(26):
                pen.dot(
                    rng.uniform(80, 1000),
                    rng.uniform(80, canvas.h - 80),
                    rng.uniform(4, 14),
                    rng.choice(hues[1:]),
                )
        canvas.texture("stone", 0.12)

    return Sketch(
        "abstract", "abstract", "An abstract composition of round and angular forms", paint, "faded"
    )
