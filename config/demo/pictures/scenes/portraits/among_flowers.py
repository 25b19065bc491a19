"""A person behind flowers."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb
from config.demo.pictures.motifs.flowers import bouquet
from config.demo.pictures.motifs.people import Person, paint_person
from config.demo.pictures.scenes.portraits.studio import half_head, portrait

_KINDS = ("daisy", "rose", "poppy", "tulip", "dahlia")
_BLOOMS = (
    "e8604c f2a65a f7d9c4",
    "c94f6d f0a6b5 fbe3e0",
    "f2c14e f7e8c4 ffffff",
    "6f78b8 a6addb f2e3f0",
)


@portrait("portrait with flowers", "Drawn portrait of {0} behind flowers", mood="spring")
def among_flowers(canvas: Canvas, ground: tuple[Colour, ...], person: Person) -> None:
    rng = canvas.rng
    canvas.wash(ground[:2])
    canvas.clouds(rgb("ffffff"), 0.4, -200, canvas.h, 0.5)
    paint_person(canvas, person, 540 + rng.uniform(-50, 50), canvas.h * 0.4, half_head(canvas))
    kind, hues = rng.choice(_KINDS), colours(rng.choice(_BLOOMS))
    for x in (rng.uniform(160, 380), rng.uniform(680, 900), 540):
        bouquet(canvas, x, canvas.h + 40, canvas.h * 0.34, kind, hues, 7)
