from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, clump
from config.demo.pictures.scenes.facades.walls import SHADE, SUNS
from config.demo.pictures.sketch import scene


@scene("balconies", "A grid of {0[2]} balconies in hard sunlight", SUNS, mood="noon")
def balconies(canvas: Canvas, palette: tuple[str, ...]) -> None:
    wall_codes = palette[0]
    rng = canvas.rng
    wall = colours(wall_codes)
    canvas.wash((wall[1], wall[2]))
    columns, rows = rng.choice((3, 4)), rng.choice((4, 5))
    wide, tall = 1080 / columns, canvas.h / rows
    with canvas.flat() as pen:
        for row in range(rows):
            for column in range(columns):
                tint = wall[(row + column) % 2]
                _balcony(pen, rng, column * wide, row * tall, wide, tall, (tint, wall[2], wall[3]))
    canvas.texture("stone", 0.14)


def _balcony(
    pen: Pen,
    rng: Random,
    x: float,
    y: float,
    w: float,
    h: float,
    hues: tuple[Colour, Colour, Colour],
) -> None:
    front, side, deep = hues
    pen.box(x, y, x + w, y + h, front)
    pen.box(x + w * 0.1, y + h * 0.14, x + w * 0.9, y + h * 0.66, tone(deep, -0.2))
    pen.fill(at("0.1 0.14, 0.26 0.14, 0.26 0.66, 0.1 0.66", x, y, w, h), side)
    pen.box(
        x + w * 0.44,
        y + h * 0.22,
        x + w * 0.8,
        y + h * 0.66,
        rng.choice(colours("9fb7bd f2d9a0 58707a 58707a c98f6b")),
    )
    pen.box(x + w * 0.61, y + h * 0.22, x + w * 0.625, y + h * 0.66, tone(front, 0.2))
    pen.fill(at("0.1 0.14, 0.9 0.14, 0.9 0.34, 0.26 0.24", x, y, w, h), (*SHADE, 120))
    for _ in range(rng.choice((0, 0, 7, 14))):
        pen.fill(
            clump(rng, x + w * rng.uniform(0.3, 0.6), y + h * rng.uniform(0.5, 0.64), 18, 15),
            tone(rgb("5c8a55"), rng.uniform(-0.3, 0.2)),
        )
    pen.box(x + w * 0.06, y + h * 0.6, x + w * 0.94, y + h * 0.84, tone(front, 0.16))
    pen.box(x + w * 0.06, y + h * 0.6, x + w * 0.94, y + h * 0.62, tone(front, 0.5))
    pen.fill(at("0.06 0.84, 0.94 0.84, 1 1, 0.2 1", x, y, w, h), (*SHADE, 90))
