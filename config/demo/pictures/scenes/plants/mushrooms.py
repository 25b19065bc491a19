from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.shapes import clump, down_to, lathe, leaf, oval, ridge, smooth
from config.demo.pictures.sketch import scene

_CAPS = (
    ("c23b2a d9573c", "1c2f2a 3f5f45 6f8a55", "f2e8a8"),
    ("c98f55 a96a35", "4a2f1f 8a5a35 b58a4a", "ffd98a"),
    ("8a5f4f b58a6a", "26323f 4a6472 7f9a8a", "dfeaf0"),
    ("e8b04f d98a35", "2b3a2f 55704a 93a05a", "fff0b8"),
    ("7a5f9a a58ac4", "251f3a 4a4570 6f7a8a", "c9b8f2"),
)


@scene("mushrooms", "Mushrooms on a mossy forest floor", _CAPS, mood="forest floor")
def mushrooms(canvas: Canvas, palette: tuple[str, ...]) -> None:
    caps, air_codes, light = palette
    rng = canvas.rng
    floor = canvas.h * 0.74
    with canvas.afar():
        canvas.wash(colours(air_codes))
        canvas.glow(rng.uniform(250, 830), canvas.h * 0.28, 640, rgb(light), 0.55)
        for _ in range(24):
            canvas.soft(
                oval(rng.uniform(0, 1080), rng.uniform(0, floor), *(rng.uniform(20, 60),) * 2),
                rgb(light),
                0.16,
                12,
            )
    canvas.shape(down_to(ridge(rng, floor, 80, 0.5), canvas.h + 4), (rgb("5f7a3f"), rgb("33472a")))
    spots = sorted(
        (rng.uniform(floor + 10, canvas.h * 0.95), rng.gauss(540, 210))
        for _ in range(rng.randint(5, 9))
    )
    for y, x in spots:
        _mushroom(
            canvas,
            x,
            y,
            rng.uniform(200, 430) * (0.5 + 0.6 * (y - floor) / (canvas.h - floor)),
            rng.choice(colours(caps)),
        )
    _moss(canvas, floor)


def _mushroom(canvas: Canvas, x: float, foot: float, tall: float, cap: Colour) -> None:
    rng = canvas.rng
    half, top = tall * rng.uniform(0.42, 0.6), foot - tall
    lean = rng.uniform(-0.1, 0.1) * tall
    canvas.soft(oval(x + 16, foot, half * 0.7, 12), rgb("10180f"), 0.6, 9)
    stem = lathe(
        x,
        [
            (top + tall * 0.3, tall * 0.08),
            (top + tall * 0.6, tall * 0.085),
            (foot - 8, tall * 0.13),
            (foot, tall * 0.1),
        ],
    )
    canvas.volume(stem, rgb("efe3cc"), 0.5, 0.3, 0.1)
    canvas.shape(
        oval(x + lean * 0.5, top + tall * 0.36, half * 0.94, tall * 0.07),
        (rgb("8a735a"), rgb("d9c4a3")),
    )
    dome = smooth(
        [
            (x - half, top + tall * 0.36),
            (x - half * 0.72, top + tall * 0.12),
            (x + lean, top),
            (x + half * 0.72, top + tall * 0.12),
            (x + half, top + tall * 0.36),
            (x, top + tall * 0.42),
        ],
        8,
    )
    canvas.volume(dome, cap, 0.6, 0.3, 0.14)
    with canvas.flat((x - half, top, x + half, top + tall * 0.4)) as pen:
        for _ in range(rng.randint(5, 9)):
            t = rng.uniform(-0.7, 0.7)
            pen.fill(
                clump(
                    rng,
                    x + half * t,
                    top + tall * (0.08 + 0.24 * abs(t)) + rng.uniform(0, tall * 0.12),
                    tall * 0.045,
                    tall * 0.03,
                ),
                rgb("fbf3e2"),
            )


def _moss(canvas: Canvas, floor: float) -> None:
    rng = canvas.rng
    with canvas.flat((0, floor - 40, 1080, canvas.h)) as pen:
        for _ in range(420):
            near = rng.random()
            x, y = rng.uniform(0, 1080), floor + 60 + near * (canvas.h - floor)
            size = 8 + 22 * near
            colour = tone(
                rng.choice(colours("6f8f45 4f7038 8aa355 a3b56a")), rng.uniform(-0.35, 0.1)
            )
            pen.fill(leaf(x, y, size * 1.6, size * 0.4, -pi / 2 + rng.uniform(-0.8, 0.8)), colour)
