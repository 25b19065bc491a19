from math import pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import stroke
from config.demo.pictures.scenes.forests.seasons import AIRS
from config.demo.pictures.sketch import scene


@scene("bamboo", "Bamboo canes standing close together, {0[2]}", AIRS, mood="{0[2]}", film="clear")
def bamboo(canvas: Canvas, air_of: tuple[str, ...]) -> None:
    air_codes, dark_code, _ = air_of
    rng = canvas.rng
    air = colours(air_codes)
    green = mix(rgb("5f8f3f"), air[2], 0.3)
    canvas.wash((mix(air[0], rgb("ffffff"), 0.4), air[0], mix(air[1], green, 0.3)))
    canvas.glow(540, canvas.h * 0.2, 700, rgb("fffbe6"), 0.6)
    with canvas.flat() as pen:
        for near in sorted(rng.random() for _ in range(26)):
            pale, deep = mix(air[1], green, 0.45), mix(green, rgb(dark_code), 0.45)
            _cane(pen, rng, rng.uniform(-10, 1090), near, mix(pale, deep, near), canvas.h)


def _cane(pen: Pen, rng: Random, x: float, near: float, colour: Colour, height: float) -> None:
    half = 5 + 22 * near**1.4
    lean = rng.uniform(-36, 36)
    pen.rod([(x + lean, -10), (x, height + 10)], colour, half * 2, half * 2)
    gap = 90 + 90 * near
    y = rng.uniform(0, gap)
    while y < height:
        middle = x + lean * (1 - y / height)
        bar = [(middle - half - 1, y), (middle + half + 1, y)]
        pen.line(bar, tone(colour, 0.35), 2 + 4 * near)
        pen.line([(px, y + 4 + 3 * near) for px, _ in bar], tone(colour, -0.45), 2 + 3 * near)
        if rng.random() < 0.4:
            _twig(pen, rng, middle, y, near, colour)
        y += gap * rng.uniform(0.9, 1.1)


def _twig(pen: Pen, rng: Random, x: float, y: float, near: float, colour: Colour) -> None:
    side = rng.choice((-1, 1))
    for i in range(5):
        angle = (0.2 + i * 0.2) * side + (pi if side < 0 else 0)
        reach = (50 + 60 * near) * rng.uniform(0.6, 1)
        tip = x + side * reach * (0.5 + 0.1 * i), y + reach * sin(abs(angle)) * 0.4 + i * 9
        pen.fill(
            stroke(
                [(x + side * 10, y), ((x + tip[0]) / 2, (y + tip[1]) / 2 - 8), tip], 3 + 9 * near, 1
            ),
            tone(colour, 0.12),
        )
