from random import Random

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, down_to, smooth
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night
from config.demo.pictures.sketch import scene


@scene(
    "desert night",
    "A crescent moon and stars above dunes with cacti",
    NIGHTS,
    mood="night",
    film="cool",
)
def desert_night(canvas: Canvas, night: Night) -> None:
    rng = canvas.rng
    sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
    floor = canvas.h * 0.68
    x, y = rng.uniform(240, 840), canvas.h * rng.uniform(0.2, 0.34)
    with canvas.afar():
        canvas.wash(sky, 0, floor)
        canvas.wash(sky[3:], floor - 1)
        canvas.glow(x, y, 460, mix(lights[2], rgb("fff1d0"), 0.6), 0.5)
    stars(canvas, 260, floor)
    with canvas.flat((x - 80, y - 80, x + 80, y + 80)) as pen:
        pen.fill(
            [*arc(x, y, 62, 62, 0.6, 4.6, n=30), *arc(x + 26, y - 10, 52, 52, 4.4, 0.5, n=30)],
            mix(lights[2], rgb("fff3d9"), 0.7),
        )
    for i in range(3):
        colour = mix(mix(sky[3], rgb("8a5a4a"), 0.4), ground, 0.35 + 0.28 * i)
        crest = smooth(
            [
                (-40, floor + 60 * i + rng.uniform(-20, 60)),
                (rng.uniform(240, 520), floor - 50 + 80 * i),
                (rng.uniform(600, 860), floor + 50 + 70 * i),
                (1130, floor + 80 * i + rng.uniform(-60, 40)),
            ],
            12,
            closed=False,
        )
        canvas.shape(
            down_to(crest, canvas.h + 4),
            (mix(colour, lights[2], 0.22), colour, tone(colour, -0.25)),
        )
        canvas.texture("dune", 0.14, down_to(crest, canvas.h + 4))
    with canvas.flat() as pen:
        for _ in range(rng.randint(3, 5)):
            _saguaro(pen, rng, rng.uniform(60, 1020), canvas.h * rng.uniform(0.78, 0.97), ground)


def _saguaro(pen: Pen, rng: Random, x: float, foot: float, ink: Colour) -> None:
    tall = rng.uniform(110, 260)
    pen.box(x - tall * 0.07, foot - tall, x + tall * 0.07, foot, ink, tall * 0.07)
    for side in (-1, 1):
        y, reach = foot - tall * rng.uniform(0.35, 0.6), tall * rng.uniform(0.2, 0.28)
        left, right = sorted((x, x + side * reach))
        pen.box(left, y - tall * 0.05, right, y + tall * 0.05, ink)
        ax = x + side * reach
        pen.box(
            ax - tall * 0.05,
            y - tall * rng.uniform(0.2, 0.36),
            ax + tall * 0.05,
            y + tall * 0.05,
            ink,
            tall * 0.05,
        )
