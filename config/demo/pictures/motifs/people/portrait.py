"""A person from back to front."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.motifs.people.clothes import paint_clothes
from config.demo.pictures.motifs.people.face import paint_face
from config.demo.pictures.motifs.people.glasses import paint_glasses
from config.demo.pictures.motifs.people.hair import back_hair, front_hair
from config.demo.pictures.motifs.people.hats import HATS
from config.demo.pictures.motifs.people.head import Head
from config.demo.pictures.motifs.people.person import Person


def paint_person(canvas: Canvas, person: Person, x: float, y: float, size: float) -> None:
    """The middle of the face is at (x, y); the size is half the height of the head."""
    head = Head(x, y, size * 0.78 * person.face, size)
    back_hair(canvas, head, person.style, person.hair)
    paint_clothes(canvas, head, person)
    paint_face(canvas, head, person)
    if person.style in HATS:
        HATS[person.style](canvas, head, person.second)
    else:
        front_hair(canvas, head, person.style, person.hair)
    paint_glasses(canvas, head, person.glasses)
