"""Two people side by side."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix
from config.demo.pictures.motifs.people import Person, paint_person
from config.demo.pictures.scenes.portraits.studio import half_head, portrait

_ALT = "Two drawn portraits side by side: {0}, and {1}"


@portrait("two friends", _ALT, mood="warm", people=2, film="faded")
def pair(canvas: Canvas, ground: tuple[Colour, ...], first: Person, second: Person) -> None:
    canvas.wash(ground[:2])
    with canvas.flat() as pen:
        pen.dot(540, canvas.h * 0.5, 440, mix(ground[1], ground[2], 0.35))
    canvas.texture("stone", 0.12)
    size, side = half_head(canvas) * 0.82, canvas.rng.choice((-1, 1))
    paint_person(canvas, first, 540 - side * 190, canvas.h * 0.44, size)
    paint_person(canvas, second, 540 + side * 180, canvas.h * 0.52, size)
