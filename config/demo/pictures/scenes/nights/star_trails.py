from math import cos, pi, sin
from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, down_to, ridge, smooth, stroke
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night
from config.demo.pictures.sketch import scene


@scene("star trails", "Star trails circling above a bare tree", NIGHTS, mood="night", film="cool")
def star_trails(canvas: Canvas, night: Night) -> None:
    rng = canvas.rng
    sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
    canvas.wash(sky)
    x, y = rng.uniform(340, 740), canvas.h * rng.uniform(0.4, 0.6)
    turn_by = rng.uniform(0.3, 0.7)
    with canvas.flat() as pen:
        for _ in range(230):
            r, start = 14 + rng.random() ** 0.8 * 1050, rng.uniform(0, 2 * pi)
            hue = mix(rng.choice(lights), rgb("ffffff"), rng.uniform(0.3, 0.9))
            line = arc(x, y, r, r, start, start + turn_by * rng.uniform(0.5, 1), n=24)
            pen.line(line, (*hue, rng.randint(70, 220)), rng.uniform(1.4, 3))
        ink = tone(ground, -0.1)
        pen.fill(down_to(ridge(rng, canvas.h * 0.86, 70, 0.5), canvas.h + 4), ink)
        px, tall = x + rng.uniform(-60, 60), canvas.h * 0.34
        foot = canvas.h * 0.88
        trunk = smooth(
            [(px, foot), (px - 10, foot - tall * 0.4), (px + 14, foot - tall * 0.7)],
            6,
            closed=False,
        )
        pen.fill(stroke(trunk, 40, 14), ink)
        _bare(pen, rng, trunk[-1], -pi / 2, tall * 0.36, 14, ink)
        _bare(pen, rng, trunk[7], -pi / 2 - 0.7, tall * 0.32, 13, ink)
        _bare(pen, rng, trunk[8], -pi / 2 + 0.8, tall * 0.3, 12, ink)
    canvas.glow(540, canvas.h * 0.9, 700, sky[3], 0.18)


def _bare(
    pen: Pen,
    rng: Random,
    start: tuple[float, float],
    angle: float,
    length: float,
    width: float,
    ink: Colour,
) -> None:
    end = start[0] + cos(angle) * length, start[1] + sin(angle) * length
    pen.fill(stroke([start, end], width, width * 0.55), ink)
    if length > 22:
        for lean in (rng.uniform(-0.7, -0.25), rng.uniform(0.2, 0.7)):
            _bare(pen, rng, end, angle + lean, length * rng.uniform(0.6, 0.76), width * 0.6, ink)
