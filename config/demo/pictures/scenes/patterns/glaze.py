"""The colour sets, and the gloss of what is glazed."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb

SETS = tuple(
    colours(codes)
    for codes in (
        "f4efe4 1f4e79 2f7fb5 e9b44c 8fc1d9",
        "f7efe2 c1440e e9a23b 2f4858 86a397",
        "f2e8dc 6b2d5c d1495b edae49 5f8a8b",
        "eef0ea 2d6a4f 74a57f e9c46a d9694a",
        "f6e7dd 8f2d56 d81159 ffbc42 218380",
        "efe9e1 22223b 4a4e69 c9ada7 9a8c98",
        "fdf0d5 003049 c1121f 669bbc f4a259",
    )
)


Hues = tuple[Colour, ...]


def gloss(canvas: Canvas, side: float) -> None:
    """A window mirrored in the glaze."""
    x = canvas.rng.uniform(-200, 600)
    canvas.soft(
        [(x, 0), (x + 260, 0), (x - 160, canvas.h), (x - 420, canvas.h)], rgb("ffffff"), 0.17, 30
    )
