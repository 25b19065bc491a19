"""What the rooms share: walls, framed pictures, plants in pots."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import at, box, leaf
from config.demo.pictures.motifs.shadow import SHADOW, shadow

# Wall, floor, furniture, accent
ROOMS = (
    ("4f6b63 37504b", "8a6244 6b4830", "c9714a", "e9c27a"),
    ("d9b7a0 bf9378", "9a6f4f 7a5338", "4a6670", "f0d9b5"),
    ("2f3b52 202a3d", "7a5640 5a3c2c", "b5893f", "d9a0a8"),
    ("c9c6b0 a8a588", "b58f66 8f6a48", "6b7f55", "d98a5f"),
    ("7a3f45 5a2b33", "5f4030 452c20", "d9a86a", "e8d3b0"),
    ("a9b8c4 8698a8", "c2a283 9a7a5c", "d98070", "f3e6d0"),
    ("e3cfa5 c9ac76", "8f5f3f 6f452c", "3f5f5a", "b5523f"),
)


LAMP = rgb("ffcf85")


Room = tuple[str, str, str, str]


def paint_room(canvas: Canvas, room: Room, floor: float) -> None:
    canvas.wash(colours(room[0]), 0, floor)
    canvas.wash(colours(room[1]), floor)
    canvas.texture("wood", 0.14, box(0, floor, 1080, canvas.h))
    canvas.texture("cloud", 0.06, box(0, 0, 1080, floor))
    white = mix(colours(room[0])[0], rgb("fff6ea"), 0.6)
    canvas.shape(box(-5, floor - 34, 1085, floor), (white, tone(white, -0.25)))


def frames(canvas: Canvas, x: float, y: float, room: Room) -> None:
    """Pictures on the wall."""
    rng = canvas.rng
    for dx, dy, w, h in rng.choice(
        (
            ((0, 0, 150, 190), (180, 40, 120, 120)),
            ((0, 0, 210, 260),),
            ((0, 0, 120, 150), (145, 0, 120, 150), (290, 0, 120, 150)),
        )
    ):
        left, top = x + dx, y + dy
        canvas.soft(box(left + 8, top + 12, left + w + 8, top + h + 12), SHADOW, 0.4, 9)
        ground = colours(
            rng.choice(("f2e6d0 e8a87a", "e3ece6 7fa99a", "f0d5cc c97f7a", "dfe3ee 8090b8"))
        )
        with canvas.flat((left - 10, top - 10, left + w + 10, top + h + 10)) as pen:
            pen.box(left, top, left + w, top + h, rgb(rng.choice(("2f2a2a", "c9a06a", "f3ece0"))))
            pen.box(left + 9, top + 9, left + w - 9, top + h - 9, rgb("faf5ea"))
            pen.box(left + 24, top + 24, left + w - 24, top + h - 24, ground[0])
            pen.dot(left + w * rng.uniform(0.35, 0.65), top + h * 0.42, w * 0.16, rgb(room[2]))
            pen.fill(
                [
                    (left + 24, top + h * 0.72),
                    (left + w * 0.4, top + h * 0.5),
                    (left + w - 24, top + h * 0.7),
                    (left + w - 24, top + h - 24),
                    (left + 24, top + h - 24),
                ],
                ground[1],
            )


def pot_plant(canvas: Canvas, x: float, foot: float, tall: float, pot: Colour) -> None:
    rng = canvas.rng
    green = rng.choice(colours("4f7f55 6a8f5a 3f6f60"))
    with canvas.flat((x - tall * 0.6, foot - tall * 1.1, x + tall * 0.6, foot)) as pen:
        for i in range(15):
            angle = -pi / 2 + (i - 7) * 0.17 + rng.uniform(-0.06, 0.06)
            pen.fill(
                leaf(
                    x,
                    foot - tall * 0.24,
                    tall * rng.uniform(0.5, 0.8),
                    tall * 0.13,
                    angle,
                    0.3 * (i - 7) / 7,
                ),
                tone(green, rng.uniform(-0.4, 0.18)),
            )
    shadow(canvas, x, foot, tall * 0.13, tall * 0.3)
    canvas.volume(at("-0.15 -0.28, 0.15 -0.28, 0.11 0, -0.11 0", x, foot, tall), pot, 0.5, 0.24)
