from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import stroke
from config.demo.pictures.motifs import land
from config.demo.pictures.motifs.hours import Hour
from config.demo.pictures.scenes.seas.surface import water
from config.demo.pictures.sketch import outdoors


@outdoors("pier", "A wooden pier leading out to sea")
def pier(canvas: Canvas, hour: Hour) -> None:
    rng = canvas.rng
    horizon = canvas.h * 0.48
    vanish = rng.uniform(420, 660)
    land.sky(canvas, hour, horizon, 0.7, (vanish + rng.uniform(-200, 200), horizon - 90, 40))
    water(canvas, hour, horizon)
    wood = mix(rgb("8a6244"), hour.near, 0.35)
    deck = [
        (vanish - 16, horizon + 24),
        (vanish + 16, horizon + 24),
        (880, canvas.h + 5),
        (200, canvas.h + 5),
    ]
    canvas.soft([(x + 30, y + 20) for x, y in deck], tone(hour.near, -0.3), 0.5, 14)
    canvas.shape(deck, (mix(wood, hour.light, 0.4), wood, tone(wood, -0.3)))
    canvas.texture("wood", 0.18, deck)
    with canvas.flat((0, horizon - 160, canvas.w, canvas.h)) as pen:
        _planks(pen, vanish, horizon + 24, canvas.h, tone(wood, -0.6))
        _posts(pen, vanish, horizon + 24, canvas.h, tone(wood, -0.5), hour)
    canvas.glow(vanish, horizon + 10, 260, hour.light, 0.4)


def _planks(pen: Pen, vanish: float, top: float, bottom: float, ink: Colour) -> None:
    for i in range(34):
        t = (i / 34) ** 2.2
        y = top + (bottom - top) * t
        left, right = vanish - 16 + (200 - vanish + 16) * t, vanish + 16 + (880 - vanish - 16) * t
        pen.line([(left, y), (right, y)], ink, 1 + 6 * t)


def _posts(pen: Pen, vanish: float, top: float, bottom: float, ink: Colour, hour: Hour) -> None:
    for i in range(8):
        t = ((i + 0.5) / 8) ** 2.4
        y = top + (bottom - top) * t
        for end in (200, 880):
            x = vanish + (end - vanish) * t + (-14 if end < 540 else 14) * t
            tall = 14 + 170 * t
            pen.fill(stroke([(x, y + tall * 0.35), (x, y - tall)], 3 + 30 * t), ink)
            pen.fill(
                stroke([(x - 7 * t, y + tall * 0.3), (x - 7 * t, y - tall)], 1 + 7 * t),
                mix(ink, hour.light, 0.35),
            )
