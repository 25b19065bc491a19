from math import pi

from PIL import ImageChops

from config.demo.pictures.brush import noise
from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb
from config.demo.pictures.brush.paint import coloured
from config.demo.pictures.brush.shapes import Path, arc, oval
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night, moon
from config.demo.pictures.sketch import scene


@scene(
    "planet",
    "A banded planet with rings and two moons among stars",
    NIGHTS,
    mood="space",
    film="clear",
)
def planet(canvas: Canvas, night: Night) -> None:
    rng = canvas.rng
    sky, lights = colours(night[0]), colours(night[1])
    with canvas.afar():
        canvas.wash((sky[0], sky[1], sky[0]))
        canvas.clouds(sky[2], 0.5, -canvas.h * 0.3, canvas.h * 1.3, 0.5, 0.8)
    stars(canvas, 330, canvas.h)
    x, y = 540 + rng.uniform(-90, 90), canvas.h * rng.uniform(0.42, 0.58)
    r = min(330.0, canvas.h * 0.26)
    hues = (sky[1], lights[0], lights[2], mix(lights[1], rgb("ffffff"), 0.4), lights[2], sky[2])
    tilt = rng.uniform(-0.5, 0.5)
    _ring(canvas, (x, y), r, tilt, lights, front=False)
    _globe(canvas, x, y, r, hues)
    _ring(canvas, (x, y), r, tilt, lights, front=True)
    for side in (-1, 1):
        moon(
            canvas,
            x + side * rng.uniform(340, 460),
            y + rng.uniform(-0.34, 0.34) * canvas.h,
            rng.uniform(26, 70),
            rng.choice(lights),
        )


def _globe(canvas: Canvas, x: float, y: float, r: float, hues: tuple[Colour, ...]) -> None:
    area = canvas.pixels((x - r, y - r, x + r, y + r))
    if area is None:
        return
    size = area[2] - area[0], area[3] - area[1]
    bands = ImageChops.add(
        noise.cut("wood", canvas.rng, size, 2), noise.cut("cloud", canvas.rng, size), 2
    )
    canvas.image.paste(coloured(bands, hues), area[:2], canvas.mask(oval(x, y, r, r, n=90), area))
    night_side = [
        *arc(x, y, r, r, -pi / 2.6, pi / 1.5, n=40),
        *arc(x - r * 0.5, y - r * 0.4, r * 1.05, r * 1.05, pi / 1.9, -pi / 5.5, n=40),
    ]
    canvas.soft(night_side, rgb("03040c"), 0.75, r * 0.1)
    canvas.glow(x - r * 0.4, y - r * 0.4, r * 0.9, rgb("ffffff"), 0.2)


def _ring(
    canvas: Canvas,
    at: tuple[float, float],
    r: float,
    tilt: float,
    lights: tuple[Colour, ...],
    front: bool,
) -> None:
    x, y = at
    start, end = (0.0, pi) if front else (pi, 2 * pi)
    with canvas.flat() as pen:
        for i in range(9):
            reach = r * (1.35 + 0.075 * i)
            line: Path = arc(x, y, reach, reach * 0.26, start, end, tilt, n=60)
            pen.line(line, (*mix(lights[i % 3], rgb("fff3e0"), 0.5), 200 - 12 * i), r * 0.05)
