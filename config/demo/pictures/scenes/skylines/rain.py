from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.shapes import oval, stroke
from config.demo.pictures.motifs import hours
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.sketch import scene


@scene(
    "rain on a window",
    "Raindrops on a window with blurred city lights behind",
    hours.EVENINGS,
    mood="night",
    film="cool",
)
def rain(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    base = mix(hour.near, rgb("101626"), 0.5)
    canvas.wash((mix(base, hour.sky[1], 0.5), base, tone(base, -0.3)))
    hues = colours("ffb454 ff7a4d ffd98a e85d75 6fc3df 9be7c4 f7f0dc")
    for _ in range(34):
        x, y = rng.uniform(0, 1080), canvas.h * rng.betavariate(3, 2.4)
        _bokeh(canvas, x, y, rng.uniform(26, 90), rng.choice(hues), rng.uniform(0.3, 0.75))
    _drops(canvas, base)


def _bokeh(canvas: Canvas, x: float, y: float, r: float, hue: Colour, strength: float) -> None:
    canvas.soft(oval(x, y, r, r), hue, strength * 0.62, 3)
    canvas.glow(x, y, r * 2.4, hue, strength * 0.3)


def _drops(canvas: Canvas, base: Colour) -> None:
    rng = canvas.rng
    with canvas.flat() as pen:
        for _ in range(420):
            x, y, r = rng.uniform(0, 1080), rng.uniform(0, canvas.h), 1.5 + rng.expovariate(0.22)
            r = min(r, 17)
            pen.dot(x, y, r, (*tone(base, -0.4), 120), r * 1.12)
            pen.dot(x, y + r * 0.3, r * 0.8, (255, 240, 220, 70), r * 0.7)
            pen.dot(x - r * 0.3, y - r * 0.4, max(1, r * 0.24), (255, 255, 255, 190))
        for _ in range(9):
            x, y = rng.uniform(0, 1080), rng.uniform(0, canvas.h * 0.6)
            length = rng.uniform(120, 420)
            pen.fill(
                stroke([(x, y), (x + rng.uniform(-5, 5), y + length * 0.5), (x, y + length)], 2, 9),
                (220, 230, 245, 60),
            )
            pen.dot(x, y + length, 9, (235, 240, 250, 110), 12)
