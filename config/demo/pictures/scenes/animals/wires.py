from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, smooth, stroke
from config.demo.pictures.motifs import hours, land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import outdoors

_BODY = (
    "-0.8 0.4, -0.5 -0.3, -0.3 -1.2, 0.1 -1.85, 0.6 -1.9, 0.75 -1.45, 0.6 -0.7, 0.2 -0.1, -0.2 0"
)


@outdoors(
    "birds on wires",
    "Birds sitting on telegraph wires against the sky",
    (hours.DUSK, hours.ROSE, hours.GOLDEN, hours.BLUE, hours.SUNRISE),
)
def wires(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    land.sky(canvas, hour, canvas.h, 0.8, (rng.uniform(200, 880), canvas.h * 0.72, 60))
    with canvas.flat() as pen:
        ink = tone(hour.near, -0.35)
        x = rng.choice((170, 910))
        pen.fill(stroke([(x, canvas.h + 10), (x, canvas.h * 0.12)], 34, 24), ink)
        for i in range(2):
            y = canvas.h * (0.19 + 0.1 * i)
            pen.box(x - 150, y, x + 150, y + 13, ink)
        for i in range(5):
            _wire(
                pen, rng, canvas.h * (0.19 + 0.1 * (i % 2)) - 12 + 9 * i, canvas.h * 0.05 * i, ink
            )


def _wire(pen: Pen, rng: Random, y: float, drop: float, ink: Colour) -> None:
    line = [(x, y + drop * 0.7 + 70 * (1 - ((x - 540) / 540) ** 2)) for x in range(-20, 1110, 15)]
    pen.line(line, ink, 3.4)
    for x, wire_y in line[3:-3]:
        if rng.random() < 0.13:
            _bird(pen, x, wire_y, rng.uniform(17, 24), rng.choice((-1, 1)), ink)


def _bird(pen: Pen, x: float, y: float, s: float, side: int, ink: Colour) -> None:
    figure = pen.moved(x, y, s, side)
    figure.fill(smooth(at(_BODY), 5), ink)
    figure.fill(at("0.7 -1.8, 1.1 -1.6, 0.72 -1.5"), ink)
