from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, leaf, smooth, stroke
from config.demo.pictures.motifs.flowers import flower
from config.demo.pictures.sketch import scene

_PAPERS = (
    ("f5efe1", "5f7f52 8a9f6a", "d9785f e8a27a"),
    ("efe6da", "3f6660 6f8f83", "c9476a e88aa0"),
    ("f3ede6", "6b7a3f 9aa35c", "e0a12f f2cd6a"),
    ("e9edea", "4a6b7a 7f9aa3", "6f78b8 a6addb"),
    ("26302c", "8fb38a bcd0a3", "f2d7b0 f7efe0"),
)


_KINDS = ("poppy", "daisy", "tulip", "dahlia", "rose")


@scene(
    "botanical",
    "A botanical drawing of a {1} with its leaves on paper",
    _PAPERS,
    _KINDS,
    mood="calm",
    film="faded",
)
def pressed(canvas: Canvas, palette: tuple[str, ...], kind: str) -> None:
    paper, green_codes, bloom_codes = palette
    rng = canvas.rng
    greens, blooms = colours(green_codes), colours(bloom_codes)
    canvas.wash((tone(rgb(paper), 0.2), rgb(paper)))
    canvas.texture("cloth", 0.07)
    canvas.texture("cloud", 0.06)
    x = 540 + rng.uniform(-50, 50)
    stems = rng.randint(2, 4)
    with canvas.flat() as pen:
        for i in range(stems):
            lean = (i - (stems - 1) / 2) * rng.uniform(150, 230)
            _stem(
                pen,
                rng,
                (x, canvas.h * 0.92),
                lean,
                canvas.h * rng.uniform(0.52, 0.76),
                (greens, blooms),
                kind,
            )
    canvas.texture("stone", 0.1)


def _stem(
    pen: Pen,
    rng: Random,
    root: tuple[float, float],
    lean: float,
    tall: float,
    hues: tuple[tuple[Colour, ...], tuple[Colour, ...]],
    kind: str,
) -> None:
    (x, y), (greens, blooms) = root, hues
    line = smooth(at("0 0, 0.2 -0.4, 0.6 -0.75, 1 -1", x, y, lean, tall), 10, closed=False)
    pen.fill(stroke(line, 11, 6), tone(greens[0], -0.2))
    for i, (lx, ly) in enumerate(line[4:-8:2]):
        side = 1 if i % 2 else -1
        angle = -pi / 2 + side * rng.uniform(0.7, 1.1) + lean / 900
        length = tall * 0.26 * (1.1 - i / 16)
        pen.fill(
            leaf(lx, ly, length, length * 0.36, angle, -0.2 * side),
            tone(greens[i % 2], rng.uniform(-0.12, 0.12)),
        )
        pen.line(
            [(lx, ly), (lx + cos(angle) * length * 0.85, ly + sin(angle) * length * 0.85)],
            (*tone(greens[0], -0.4), 150),
            2,
        )
    flower(pen, rng, kind, *line[-1], tall * rng.uniform(0.13, 0.18), rng.choice(blooms))
