"""A scooter before a house with climbing flowers."""

from math import pi

from config.demo.pictures.brush.canvas import Canvas
from config.demo.pictures.brush.colour import Colour, colours, mix, rgb, tone
from config.demo.pictures.brush.pen import Pen
from config.demo.pictures.brush.shapes import arc, at, clump, oval, smooth, stroke
from config.demo.pictures.motifs.shadow import SHADOW
from config.demo.pictures.scenes.vehicles.street import PAINTS, WALLS
from config.demo.pictures.sketch import scene

_TAIL = "-108 -36, -104 -66, -66 -78, -20 -72, -14 -34, -34 -22, -70 -40, -98 -26"
_APRON = "34 -22, 44 -60, 46 -112, 62 -116, 74 -64, 92 -44, 88 -34, 52 -34"
_ALT = "A {1[1]} scooter in front of a house with climbing flowers"


@scene("scooter", _ALT, WALLS[1:], PAINTS, mood="sunny")
def scooter(canvas: Canvas, wall_codes: str, finish: tuple[str, str]) -> None:
    rng, wall, floor = canvas.rng, colours(wall_codes), canvas.h * 0.8
    canvas.wash((tone(wall[0], 0.15), wall[0], wall[1]), 0, floor)
    canvas.wash((mix(wall[1], rgb("8f857f"), 0.6), mix(wall[1], rgb("5f5660"), 0.7)), floor)
    canvas.texture("crag", 0.08)
    _gate(canvas, rng.choice((230.0, 850.0)), floor, wall[1])
    x, foot, s = 540 + rng.uniform(-30, 30), floor + canvas.h * 0.07, min(3.0, canvas.h / 380)
    _body(canvas, x, foot, s, rgb(finish[0]))


def _gate(canvas: Canvas, x: float, floor: float, stone: Colour) -> None:
    rng = canvas.rng
    opening = [(x - 150, floor), *arc(x, floor * 0.42, 150, 150, pi, 2 * pi), (x + 150, floor)]
    canvas.shape(opening, (tone(stone, -0.45), tone(stone, -0.25)))
    with canvas.flat((x - 260, 0, x + 260, floor)) as pen:
        for _ in range(90):
            px = x + rng.choice((-1, 1)) * abs(rng.gauss(150, 34))
            hue = rng.choice(colours("5c8a4a 6f9a55 d94f8a"))
            spot = clump(rng, px, floor * rng.uniform(0.05, 0.95), 24, 20)
            pen.fill(spot, tone(hue, rng.uniform(-0.35, 0.15)))


def _body(canvas: Canvas, x: float, foot: float, s: float, hue: Colour) -> None:
    area = x - 130 * s, foot - 160 * s, x + 130 * s, foot + 6 * s
    canvas.soft(oval(x, foot + 2, 105 * s, 7 * s), SHADOW, 0.6, 10)
    with canvas.flat(area) as pen:
        _wheels(pen.moved(x, foot, s))
    canvas.volume(smooth(at(_TAIL, x, foot, s), 6), hue, 0.5, 0.2)
    board = stroke(at("-30 -20, 50 -20", x, foot, s), 15 * s)
    canvas.volume(board, tone(hue, -0.15), 0.4)
    canvas.volume(smooth(at(_APRON, x, foot, s), 6), hue, 0.5, 0.22)
    with canvas.flat(area) as pen:
        _fittings(pen.moved(x, foot, s), hue)


def _wheels(pen: Pen) -> None:
    for x in (-66, 70):
        pen.dot(x, -22, 23, rgb("221e26"))
        pen.dot(x, -22, 12, rgb("d9d4cc"))
    pen.line(at("70 -22, 56 -112"), rgb("8a858c"), 6)


def _fittings(pen: Pen, hue: Colour) -> None:
    steel = rgb("8a858c")
    pen.fill(smooth(at("-92 -80, -50 -92, -4 -86, -8 -74, -80 -74"), 5), rgb("5a3423"))
    pen.fill(smooth(at("44 -118, 60 -130, 74 -122, 68 -108"), 5), hue)
    pen.dot(73, -119, 6.5, rgb("fff2c4"))
    pen.line(at("56 -124, 40 -136"), rgb("3a343c"), 4)
    pen.dot(44, -148, 8, steel)
    pen.line(at("54 -126, 45 -146"), steel, 2)
    pen.dot(-60, -54, 15, (*tone(hue, -0.25), 160), 11)
