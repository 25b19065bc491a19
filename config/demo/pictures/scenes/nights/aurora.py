from math import sin

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.paint import fade
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import down_to, ridge
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.stars import stars
from config.demo.pictures.scenes.nights.skies import NIGHTS, Night
from config.demo.pictures.sketch import scene


@scene(
    "aurora",
    "Northern lights over a lake with firs and a small cabin",
    NIGHTS,
    mood="night",
    film="cool",
)
def aurora(canvas: Canvas, night: Night) -> None:
    rng = canvas.rng
    sky, lights, ground = colours(night[0]), colours(night[1]), rgb(night[2])
    floor = canvas.h * rng.uniform(0.62, 0.72)
    with canvas.afar():
        canvas.wash(sky, 0, floor)
        for i in range(3):
            _curtain(canvas, lights[i], floor * rng.uniform(0.35, 0.75))
    stars(canvas, 170, floor)
    line = ridge(rng, floor - 70, 190, 0.52)
    canvas.shape(down_to(line, floor + 10), (mix(sky[1], ground, 0.5), mix(sky[2], ground, 0.5)))
    shore = ridge(rng, floor - 8, 36, 0.5)
    with canvas.flat((0, floor - 260, 1080, floor + 10)) as pen:
        pen.fill(down_to(shore, floor + 6), ground)
        land.pines(pen, rng, shore, ground, rng.uniform(90, 170), 26)
        _cabin(pen, rng.uniform(200, 880), floor - 4, tone(ground, 0.12))
    canvas.mirror(floor, ground, 0.2, 8)


def _curtain(canvas: Canvas, hue: Colour, y: float) -> None:
    """Light that hangs down in folds: bright at its lower hem, thinning out upwards."""
    rng = canvas.rng
    phase, swing = rng.uniform(0, 6), rng.uniform(60, 150)
    hem = [
        (x, y + swing * sin(phase + x / 210) + 40 * sin(phase * 2 + x / 83))
        for x in range(-60, 1150, 12)
    ]
    for i, (x, hem_y) in enumerate(hem):
        tall = 260 + 190 * abs(sin(phase + i * 0.23)) * rng.uniform(0.6, 1)
        area = canvas.pixels((x, hem_y - tall, x + 14, hem_y + 16))
        if area is not None:
            size = area[2] - area[0], area[3] - area[1]
            strength = 0.28 + 0.34 * abs(sin(phase * 3 + i * 0.37))
            canvas.image.paste(hue, area, fade((0, strength * 0.3, strength, 0), size))


def _cabin(pen: Pen, x: float, foot: float, ink: Colour) -> None:
    pen.box(x - 52, foot - 54, x + 52, foot, ink)
    pen.fill([(x - 68, foot - 50), (x, foot - 106), (x + 68, foot - 50)], tone(ink, -0.4))
    pen.box(x + 26, foot - 110, x + 40, foot - 70, tone(ink, -0.4))
    pen.box(x - 34, foot - 40, x - 8, foot - 16, rgb("ffcf7a"))
    pen.box(x + 10, foot - 40, x + 30, foot, rgb("f2b45a"))
