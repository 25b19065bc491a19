"""A small round car parked before a house."""

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import at, oval, smooth, stroke
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.vehicles.street import PAINTS, WALLS, shutters
from config.demo.pictures.sketch import scene

_BODY = "-146 -22, -144 -46, -96 -62, -66 -104, -6 -122, 56 -108, 98 -64, 142 -46, 146 -20"


@scene("small car", "A small {1[1]} car parked before a house", WALLS[2:], PAINTS, mood="sunny")
def car(canvas: Canvas, wall_codes: str, finish: tuple[str, str]) -> None:
    rng, wall, floor = canvas.rng, colours(wall_codes), canvas.h * 0.76
    canvas.wash((tone(wall[0], 0.1), wall[0], wall[1]), 0, floor)
    canvas.wash(colours("8a8490 6a6472"), floor)
    canvas.texture("stone", 0.14)
    shutters(canvas, floor, tone(wall[1], -0.3))
    canvas.soft([(rng.uniform(300, 600), floor), (1120, 0), (1120, floor)], SHADOW, 0.3, 5)
    with canvas.flat((0, floor - 14, 1080, floor + 60)) as pen:
        pen.box(0, floor - 8, 1080, floor + 22, rgb("b9b2ae"))
        pen.box(0, floor + 22, 1080, floor + 32, rgb("5a5460"))
    x, foot, s = 540 + rng.uniform(-40, 40), floor + canvas.h * 0.09, min(2.7, canvas.h / 400)
    _beetle(canvas, x, foot, s, rgb(finish[0]))


def _beetle(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    canvas.soft(oval(x, foot + 2, 150 * s, 9 * s), SHADOW, 0.65, 10)
    canvas.volume(smooth(at(_BODY, x, foot, s), 8), hue, 0.5, 0.18)
    with canvas.flat((x - 160 * s, foot - 130 * s, x + 160 * s, foot + 8 * s)) as pen:
        figure = pen.moved(x, foot, s)
        _windows(figure, hue)
        _lamps(figure)
        for wheel in (-88, 92):
            _wheel(figure, wheel, hue)
    canvas.soft(stroke(at("-50 -106, 20 -116", x, foot, s), 5 * s), rgb("ffffff"), 0.5, 8)


def _windows(pen: Pen, hue: Colour) -> None:
    glass = rgb("41525f")
    pen.fill(smooth(at("-58 -68, -40 -98, -8 -108, -8 -68"), 4), glass)
    pen.fill(smooth(at("4 -68, 4 -108, 44 -98, 74 -68"), 4), glass)
    pen.fill(at("-44 -72, -30 -97, -20 -101, -32 -72"), (255, 255, 255, 90))
    pen.line(at("-2 -112, -2 -24"), (*tone(hue, -0.5), 170), 1)
    pen.line(at("-140 -42, 140 -42"), tone(hue, 0.5), 2)
    pen.box(10, -58, 28, -54, rgb("e0dcd6"), 1)


def _lamps(pen: Pen) -> None:
    for left, right in ((-152, -118), (120, 152)):
        pen.box(left, -28, right, -20, rgb("e0dcd6"), 4)
    pen.dot(-134, -44, 9, rgb("fff2c4"))
    pen.dot(138, -42, 6, rgb("d9402f"))


def _wheel(pen: Pen, x: float, hue: Colour) -> None:
    pen.dot(x, -20, 33, tone(hue, -0.55))
    pen.dot(x, -18, 27, rgb("221e26"))
    pen.dot(x, -18, 15, rgb("d9d4cc"))
    pen.dot(x, -18, 8, hue)
