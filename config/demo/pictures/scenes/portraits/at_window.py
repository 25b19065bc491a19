"""A person at a window with hills outside."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, tone
from config.demo.pictures.motifs import hours
from config.demo.pictures.motifs.people import Person, paint_person
from config.demo.pictures.motifs.window import window
from config.demo.pictures.scenes.portraits.studio import half_head, portrait


@portrait("portrait at a window", "Drawn portrait of {0} at a window with hills outside")
def at_window(canvas: Canvas, ground: tuple[Colour, ...], person: Person) -> None:
    rng = canvas.rng
    canvas.wash((tone(ground[1], -0.1), tone(ground[2], -0.2)))
    window(canvas, (130, -20, 950, canvas.h * 0.74), rng.choice(hours.ALL), tone(ground[0], 0.3))
    x = 540 + rng.choice((-1, 1)) * rng.uniform(80, 190)
    paint_person(canvas, person, x, canvas.h * 0.5, half_head(canvas) * 0.95)
