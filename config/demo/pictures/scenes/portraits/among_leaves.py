"""A person looking out of large leaves."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import leaf
from config.demo.pictures.motifs.people import Person, paint_person
from config.demo.pictures.scenes.portraits.studio import half_head, portrait


@portrait("portrait among leaves", "Drawn portrait of {0} among large leaves", mood="lush")
def among_leaves(canvas: Canvas, ground: tuple[Colour, ...], person: Person) -> None:
    rng = canvas.rng
    canvas.wash((mix(rgb("24473f"), ground[2], 0.3), rgb("16302c")))
    with canvas.flat() as pen:
        for _ in range(46):
            _leaf(canvas, pen, rng.uniform(0, 1080), canvas.h * rng.random(), rgb("2f6b52"))
    canvas.glow(540, canvas.h * 0.4, 620, ground[0], 0.4)
    x = 540 + rng.uniform(-70, 70)
    paint_person(canvas, person, x, canvas.h * 0.46, half_head(canvas))
    with canvas.flat() as pen:
        for _ in range(13):
            x = rng.choice((rng.uniform(-60, 120), rng.uniform(960, 1140)))
            _leaf(canvas, pen, x, canvas.h * rng.uniform(0.55, 1.1), rgb("3f8a62"))


def _leaf(canvas: Canvas, pen: Pen, x: float, y: float, green: Colour) -> None:
    rng = canvas.rng
    angle, length = rng.uniform(-pi, 0), rng.uniform(200, 400)
    shade = tone(green, rng.uniform(-0.4, 0.15))
    blade = leaf(x, y, length, length * 0.34, angle)
    pen.fill([(px + 12, py + 14) for px, py in blade], (10, 24, 22, 90))
    pen.fill(blade, shade)
    pen.fill(leaf(x, y, length, length * 0.17, angle, 0.17), tone(shade, 0.12))
