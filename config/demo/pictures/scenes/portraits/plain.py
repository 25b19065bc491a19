"""One person before a ground of one colour; also how an account's own picture looks."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import box, down_to, leaf, swell
from config.demo.pictures.motifs.people import Person, paint_person
from config.demo.pictures.scenes.portraits.studio import half_head, portrait

Ground = tuple[Colour, ...]


@portrait("portrait", "Drawn portrait of {0}", film="faded")
def plain(canvas: Canvas, ground: Ground, person: Person) -> None:
    _backdrop(canvas, ground)
    x = 540 + canvas.rng.uniform(-60, 60)
    paint_person(canvas, person, x, canvas.h * 0.45, half_head(canvas))


@portrait("portrait", "Drawn portrait of {0}", film="clear")
def avatar(canvas: Canvas, ground: Ground, person: Person) -> None:
    _backdrop(canvas, ground)
    paint_person(canvas, person, 540, 500, 270)


def _backdrop(canvas: Canvas, ground: Ground) -> None:
    canvas.wash(ground[:2])
    with canvas.flat() as pen:
        canvas.rng.choice((_disc, _leaves, _slants, _hill))(canvas, pen, ground)
    canvas.texture("stone", 0.12)


def _disc(canvas: Canvas, pen: Pen, ground: Ground) -> None:
    pen.dot(540, canvas.h * 0.46, 400, mix(ground[1], ground[2], 0.5))


def _leaves(canvas: Canvas, pen: Pen, ground: Ground) -> None:
    rng = canvas.rng
    for _ in range(12):
        x, y = rng.choice((40, 1040)) + rng.uniform(-60, 60), rng.uniform(100, canvas.h)
        blade = leaf(x, y, rng.uniform(220, 380), 90, rng.uniform(-pi, 0))
        pen.fill(blade, tone(ground[2], rng.uniform(-0.2, 0.3)))


def _slants(canvas: Canvas, pen: Pen, ground: Ground) -> None:
    for x in range(-600, 1560, 240):
        stripe = box(x, canvas.h, x + 120, 0)
        leaning = [(px + (600 if py == 0 else 0), py) for px, py in stripe]
        pen.fill(leaning, mix(ground[0], ground[1], 0.2))


def _hill(canvas: Canvas, pen: Pen, ground: Ground) -> None:
    line = swell(canvas.h * 0.55, 70, canvas.rng.uniform(0, 6), 800)
    pen.fill(down_to(line, canvas.h), mix(ground[1], ground[2], 0.4))
