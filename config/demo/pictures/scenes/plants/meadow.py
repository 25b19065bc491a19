from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import oval, smooth, stroke
from config.demo.pictures.motifs.flowers import flower
from config.demo.pictures.sketch import scene

_FIELDS = (
    ("cfe3d8 f5edd0", "6f9a55 4a7340", "d7263d f2b134 5f78c4 ffffff"),
    ("f7d9b0 f2b58a", "7a8a45 55602f", "e8604c f7efe0 f2c14e d97f9b"),
    ("b9d0e8 e8ecf2", "5f8a6a 3d664f", "6a6fc4 ffffff b58ad9 f2e08a"),
    ("f5cfd3 fbe6dc", "7f9a6a 5a7a4f", "e86a92 f7b2c4 ffffff c94f7f"),
    ("26324f 5a5f85", "35594a 233f38", "f2c14e f7efd4 e88a5f c9d0f2"),
)


@scene("meadow", "Wild flowers in a meadow against the light", _FIELDS, mood="summer")
def meadow(canvas: Canvas, palette: tuple[str, ...]) -> None:
    air_codes, green_codes, bloom_codes = palette
    rng = canvas.rng
    air, greens, blooms = colours(air_codes), colours(green_codes), colours(bloom_codes)
    with canvas.afar():
        canvas.wash((air[0], air[1], mix(air[1], greens[0], 0.6), greens[0], greens[1]))
        canvas.glow(rng.uniform(200, 880), canvas.h * 0.16, 620, rgb("fff3d0"), 0.6)
        for _ in range(46):
            spot = oval(
                rng.uniform(0, 1080), canvas.h * rng.uniform(0.4, 0.95), *(rng.uniform(20, 46),) * 2
            )
            canvas.soft(spot, mix(rng.choice(blooms), air[1], 0.25), 0.6, 14)
    with canvas.flat() as pen:
        for i in range(64):
            near = i / 64
            _bloom(pen, rng, canvas.h, near, (greens, blooms, air))
        for _ in range(110):
            x = rng.uniform(0, 1080)
            blade = [
                (x, canvas.h + 10),
                (x + rng.uniform(-20, 20), canvas.h * 0.9),
                (x + rng.uniform(-60, 60), canvas.h * rng.uniform(0.7, 0.88)),
            ]
            pen.fill(
                stroke(smooth(blade, 5, closed=False), 9, 1),
                tone(greens[1], rng.uniform(-0.3, 0.2)),
            )


def _bloom(
    pen: Pen,
    rng: Random,
    height: float,
    near: float,
    hues: tuple[tuple[Colour, ...], tuple[Colour, ...], tuple[Colour, ...]],
) -> None:
    greens, blooms, air = hues
    x, y = rng.uniform(-10, 1090), height * (0.36 + 0.46 * near * rng.uniform(0.6, 1.1))
    pale = 0.5 * (1 - near)
    bow = rng.uniform(-50, 50)
    stem = smooth(
        [(x + bow, height + 10), (x + bow * 0.4, (y + height) / 2), (x, y)], 6, closed=False
    )
    pen.fill(stroke(stem, 4 + 5 * near, 3 + 2 * near), mix(tone(greens[1], -0.1), air[1], pale))
    kind = rng.choice(("daisy", "poppy", "poppy", "tulip"))
    flower(
        pen,
        rng,
        kind,
        x,
        y,
        18 + 44 * near * rng.uniform(0.7, 1.1),
        mix(rng.choice(blooms), air[1], pale),
    )
