from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import smooth, stroke
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.mountains.peaks import ROCK
from config.demo.pictures.sketch import outdoors


@outdoors("hiker", "A hiker on a rock above misty mountains")
def hiker(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    side = rng.choice((-1, 1))
    land.sky(canvas, hour, canvas.h * 0.7, 0.6, (540 - side * 200, canvas.h * 0.34, 40))
    land.ranges(canvas, hour, canvas.h * 0.42, canvas.h, 5, 200)
    canvas.mist(canvas.h * 0.6, canvas.h, hour.sky[-1], 0, 0.75)
    edge = 540 + side * 60
    top = canvas.h * rng.uniform(0.62, 0.7)
    rock = [
        (edge - side * 130, top + 26),
        (edge - side * 20, top),
        (edge + side * 260, top - 24),
        (edge + side * 560, top - 60),
        (edge + side * 700, canvas.h + 60),
        (edge - side * 40, canvas.h + 60),
        (edge - side * 10, top + 300),
        (edge - side * 90, top + 150),
    ]
    canvas.volume(smooth(rock, 3), mix(hour.near, ROCK, 0.25), 0.5, 0.12, 0.5, "crag")
    with canvas.flat() as pen:
        _figure(pen, edge, top + 4, side, tone(hour.near, -0.3), rgb("d2562f"))
        land.birds(pen, rng, 540 - side * 240, canvas.h * 0.4, 5, hour.near)


def _figure(pen: Pen, x: float, foot: float, side: int, dark: Colour, jacket: Colour) -> None:
    pen.fill(stroke([(x - 9, foot - 64), (x - 14, foot)], 17, 12), dark)
    pen.fill(stroke([(x + 9, foot - 64), (x + 16, foot)], 17, 12), dark)
    pen.box(x - 20, foot - 128, x + 20, foot - 56, jacket, 14)
    pen.box(x + side * 12 - 15, foot - 128, x + side * 12 + 15, foot - 72, tone(jacket, -0.55), 10)
    pen.dot(x, foot - 146, 16, tone(rgb("c98f6b"), -0.2))
    pen.dot(x + side * 3, foot - 152, 16, dark, 13)
