from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import clump, smooth
from config.demo.pictures.scenes.forests.seasons import BIRCHES
from config.demo.pictures.sketch import scene


@scene("birches", "White birch trunks and coloured leaves, {0[2]}", BIRCHES, mood="{0[2]}")
def birches(canvas: Canvas, palette: tuple[str, ...]) -> None:
    air_codes, leaf_codes, _ = palette
    rng = canvas.rng
    air, leaves = colours(air_codes), colours(leaf_codes)
    with canvas.afar():
        canvas.marble("cloud", (mix(air[1], air[2], 0.6), air[1], air[0]), 0.5)
        canvas.glow(rng.uniform(200, 880), canvas.h * 0.3, 700, rgb("fff6df"), 0.5)
    with canvas.flat() as pen:
        _foliage(pen, rng, [mix(c, air[0], 0.45) for c in leaves], 260, 26, canvas.h)
        for near in sorted(rng.uniform(0.15, 1) for _ in range(rng.randint(7, 11))):
            _birch(pen, rng, rng.uniform(20, 1060), near, air, canvas.h)
        _foliage(pen, rng, list(leaves), 190, 34, canvas.h)


def _foliage(
    pen: Pen, rng: Random, leaves: list[Colour], count: int, size: float, height: float
) -> None:
    for _ in range(count):
        x, r = rng.uniform(-20, 1100), size * rng.uniform(0.3, 1)
        # Crowns above, fallen leaves below, and the trunks free between.
        crown = rng.random() < 0.72
        y = height * (rng.random() ** 1.7 * 0.62 if crown else rng.uniform(0.88, 1.02))
        pen.fill(clump(rng, x, y, r, r * 0.62), (*rng.choice(leaves), 225))


def _birch(
    pen: Pen, rng: Random, x: float, near: float, air: tuple[Colour, ...], height: float
) -> None:
    width = 18 + 70 * near
    lean = rng.uniform(-30, 30)
    foot = x + lean, height * (0.8 + 0.25 * near)
    line = smooth([(x, -30), (x + lean * 0.4, height * 0.4), foot], 8, closed=False)
    pale = mix(rgb("efeae0"), air[1], 0.55 * (1 - near))
    pen.rod(line, pale, width * 0.7, width)
    dark = mix(rgb("2c2622"), air[2], 0.6 * (1 - near))
    for _ in range(round(8 + 14 * near)):
        px, py = rng.choice(line)
        half = width * rng.uniform(0.1, 0.42)
        off = rng.choice((-1, 1)) * (width * 0.42 - half * 0.8)
        tall = width * rng.uniform(0.03, 0.1)
        pen.fill(clump(rng, px + off, py + rng.uniform(-30, 30), half, tall), dark)
