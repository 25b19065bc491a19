from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import colours, rgb, tone
from config.demo.pictures.brush.shapes import arc, blob, box, oval
from config.demo.pictures.scenes.inks.inkwell import HUES
from config.demo.pictures.sketch import scene


@scene(
    "abstract",
    "An abstract composition of round and angular forms",
    HUES,
    mood="abstract",
    film="faded",
)
def colour_field(canvas: Canvas, codes: str) -> None:
    rng = canvas.rng
    hues = list(colours(codes))
    rng.shuffle(hues)
    canvas.wash((tone(hues[0], 0.15), hues[0]))
    canvas.texture("cloth", 0.14)
    shapes = rng.randint(4, 6)
    for i in range(shapes):
        hue = hues[1 + i % 4]
        x, y = rng.uniform(200, 880), canvas.h * rng.uniform(0.15, 0.85)
        big = rng.uniform(150, 330)
        form = rng.choice(
            (
                oval(x, y, big, big),
                arc(x, y, big, big, 0, pi, rng.choice((0.0, pi / 2, pi))),
                blob(rng, x, y, big, big * 0.7, 0.22),
                box(x - big, y - big * 0.5, x + big, y + big * 0.5),
            )
        )
        canvas.soft([(px + 10, py + 14) for px, py in form], rgb("14101c"), 0.2, 14)
        canvas.volume(form, hue, 0.3, 0.08, 0.35)
    with canvas.flat() as pen:
        for _ in range(26):
            pen.dot(
                rng.uniform(80, 1000),
                rng.uniform(80, canvas.h - 80),
                rng.uniform(4, 14),
                rng.choice(hues[1:]),
            )
    canvas.texture("stone", 0.12)
