from math import cos, sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc
from config.demo.pictures.scenes.facades.walls import SHADE, SUNS
from config.demo.pictures.sketch import scene


@scene("spiral stairs", "Spiral stairs in {0[2]}, seen from above", SUNS, mood="quiet")
def spiral(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_codes = palette[0]
    rng = canvas.rng
    wall = colours(wall_codes)
    canvas.wash((tone(wall[2], -0.2), tone(wall[3], -0.3)))
    x, y = 540 + rng.uniform(-70, 70), canvas.h / 2 + rng.uniform(-60, 60)
    hand, start = rng.choice((-1, 1)), rng.uniform(0, 6)
    steps = 62
    with canvas.flat() as pen:
        for i in range(steps):
            _step(pen, (x, y), i / steps, start + hand * i * 0.3, hand * 0.31, wall)
        pen.dot(x, y, 66, tone(wall[3], -0.5))
        pen.dot(x, y, 54, rgb("fff3d6"))
        rail = [_coil(x, y, i / 260, start + hand * i * 0.3 * steps / 260) for i in range(20, 252)]
        pen.line([(px + 9, py + 12) for px, py in rail], (*SHADE, 110), 15)
        pen.line(rail, tone(wall[3], -0.55), 15)
        pen.line([(px - 3, py - 4) for px, py in rail], tone(wall[1], 0.2), 4)
    canvas.glow(x, y, 330, rgb("fff0cf"), 0.65)
    canvas.texture("stone", 0.12)


def _coil(x: float, y: float, t: float, angle: float) -> tuple[float, float]:
    reach = 560 * (1 - t) ** 1.25 + 62
    return x + cos(angle) * reach, y + sin(angle) * reach


def _step(
    pen: Pen,
    middle: tuple[float, float],
    t: float,
    angle: float,
    width: float,
    wall: tuple[Colour, ...],
) -> None:
    x, y = middle
    outer, inner = 1000 * (1 - t) ** 1.2 + 60, 560 * (1 - t) ** 1.25 + 60
    lit = 0.5 + 0.5 * sin(angle + 0.8)
    colour = mix(mix(wall[2], wall[3], 0.4), wall[0], lit)
    colour = tone(colour, -0.35 * t)
    face = [
        *arc(x, y, outer, outer, angle, angle + width, n=8),
        *arc(x, y, inner, inner, angle + width, angle, n=8),
    ]
    pen.fill(face, colour)
    edge = [
        *arc(x, y, outer, outer, angle, angle + width * 0.22, n=4),
        *arc(x, y, inner, inner, angle + width * 0.22, angle, n=4),
    ]
    pen.fill(edge, tone(colour, -0.4))
